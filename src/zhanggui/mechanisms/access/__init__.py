"""Access (门禁): who comes in, by which door, and what they may do.

The nouns (person, account, role, consent) are ``identity``'s, on the floor below, so that the trail can
name who acts. The verbs stand here, beside the other mechanisms, so that they leave facts like all others.
"""
