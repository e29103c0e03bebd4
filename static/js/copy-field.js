// A tap into the field takes all of it, and a button copies it where the browser lets a page do so.
class CopyField extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.button = this.querySelector("button");
    this.field.addEventListener("focus", () => this.field.select());
    this.button.hidden = !navigator.clipboard;
    this.button.addEventListener("click", () => this.copy());
  }

  async copy() {
    this.field.select();
    try {
      await navigator.clipboard.writeText(this.field.value);
      this.button.textContent = this.button.dataset.done;
    } catch {
      // The browser does not let us: all is selected, and can be copied by hand.
      this.button.hidden = true;
    }
  }
}

customElements.define("copy-field", CopyField);
