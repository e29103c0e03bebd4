// Opens the print dialog: by itself once the picture is there, and again by its button.
class PrintButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => window.print());
    if (document.readyState === "complete") window.print();
    else window.addEventListener("load", () => window.print(), { once: true });
  }
}

customElements.define("print-button", PrintButton);
