// What console pages do without asking the server: print.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
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
