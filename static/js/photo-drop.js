// Wraps a file field: shows the chosen photo, and takes one that is dropped or pasted.
class PhotoDrop extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.hint = this.querySelector("[data-hover]");
    if (this.hint && window.matchMedia("(hover: hover)").matches) this.hint.hidden = false;
    this.input.addEventListener("change", () => this.show());
    for (const name of ["dragover", "dragleave", "drop"]) this.addEventListener(name, this);
    document.addEventListener("paste", this);
    if (this.input.files.length) this.show();
  }

  disconnectedCallback() {
    document.removeEventListener("paste", this);
  }

  handleEvent(event) {
    if (event.type === "paste") return this.take(event, event.clipboardData);
    event.preventDefault();
    this.classList.toggle("over", event.type === "dragover");
    if (event.type === "drop") this.take(event, event.dataTransfer);
  }

  take(event, data) {
    const photo = [...data.files].find((file) => file.type.startsWith("image/"));
    if (!photo) return;
    event.preventDefault();
    const files = new DataTransfer();
    files.items.add(photo);
    this.input.files = files.files;
    this.show();
  }

  show() {
    this.querySelector(".photo-preview")?.remove();
    const file = this.input.files[0];
    if (!file) return;
    const preview = new Image();
    preview.className = "photo-preview";
    preview.alt = "";
    preview.src = URL.createObjectURL(file);
    preview.onload = () => URL.revokeObjectURL(preview.src);
    // A HEIC photo that this browser cannot show is still a good photo.
    preview.onerror = () => preview.remove();
    this.append(preview);
  }
}

customElements.define("photo-drop", PhotoDrop);
