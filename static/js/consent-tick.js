// Asks for the tick before the form leaves, when the chosen way sends the photo elsewhere:
// a refusal by the server would cost the parent the chosen file.
class ConsentTick extends HTMLElement {
  connectedCallback() {
    this.tick = this.querySelector("input[type=checkbox]");
    this.form = this.tick.form;
    this.form.addEventListener("change", () => this.ask());
    this.ask();
  }

  ask() {
    const way = new FormData(this.form).get("mode");
    this.tick.required = way === "faithful" || way === "imagined";
  }
}

customElements.define("consent-tick", ConsentTick);
