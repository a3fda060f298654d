"""What spans domains, readable top to bottom in one file each."""
