// A fragment that asks again every second is swapped only when the answer is another one:
// nothing is read aloud twice, and nobody loses the place where the focus was.
class QuietRegion extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:beforeSwap", (event) => {
      const answer = event.detail.serverResponse;
      if (answer === this.answer) event.detail.shouldSwap = false;
      this.answer = answer;
    });
  }
}

customElements.define("quiet-region", QuietRegion);
