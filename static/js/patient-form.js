// A form is sent once: while it is on its way it says so, and a second tap does nothing.
// Somebody who stopped the browser may send it again after a while.
const PATIENCE_MS = 15000;

class PatientForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
    // A page that comes back from the browser's memory may be sent again.
    window.addEventListener("pageshow", this);
  }

  disconnectedCallback() {
    window.removeEventListener("pageshow", this);
  }

  handleEvent(event) {
    if (event.type === "pageshow") {
      this.removeAttribute("aria-busy");
      if (event.persisted) this.renumber();
    } else if (this.getAttribute("aria-busy") === "true") {
      event.preventDefault();
    } else {
      this.setAttribute("aria-busy", "true");
      setTimeout(() => this.removeAttribute("aria-busy"), PATIENCE_MS);
    }
  }

  // Who came back asks for something new, even in the same words; the server takes one number for one wish.
  renumber() {
    const number = this.querySelector("input[name=once]");
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    if (number) number.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

customElements.define("patient-form", PatientForm);
