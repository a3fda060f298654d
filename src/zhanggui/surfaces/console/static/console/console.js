// What console pages do without asking the server: print.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// What asks for the focus has it once the page stands, also where a busy browser let that pass.
addEventListener("load", () => {
  if (document.activeElement === document.body) document.querySelector("[autofocus]")?.focus();
});

// The camera as a scanner, where the browser can read barcodes; a keyboard scanner types into the field itself.
const camera = document.querySelector("[data-camera]");
if (camera && "BarcodeDetector" in window) {
  camera.hidden = false;
  camera.addEventListener("click", async () => {
    const video = document.querySelector("[data-video]");
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const detector = new BarcodeDetector();
    const look = async () => {
      const [found] = await detector.detect(video);
      if (!found) return requestAnimationFrame(look);
      stream.getTracks().forEach((track) => track.stop());
      document.getElementById("code").value = found.rawValue;
      document.getElementById("code").form.requestSubmit();
    };
    look();
  });
}

// The library's listener for files looks for a text field beside each, which our questions do not have.
addEventListener("DOMContentLoaded", () => {
  for (const input of document.querySelectorAll(".desk-form input[type=file]")) input.hasChangeListener = true;
});
