// Reads aloud what is new, and nothing when a fragment only asks again at another pace.
class QuietRegion extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:beforeSwap", (event) => {
      const answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
      const same = answer.querySelector("#picture")?.innerHTML === this.querySelector("#picture")?.innerHTML;
      this.setAttribute("aria-live", same ? "off" : "polite");
    });
  }
}

customElements.define("quiet-region", QuietRegion);
