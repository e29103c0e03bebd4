/* Starts Swagger UI or ReDoc, whichever the page holds: the CSP allows no inline script. */
const swagger = document.getElementById("swagger");
const redoc = document.getElementById("redoc");

if (swagger) {
  SwaggerUIBundle({
    url: swagger.dataset.schema,
    domNode: swagger,
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
  });
}

if (redoc) {
  // ReDoc's own mark comes from another host, and can be switched off in no other way.
  const image = HTMLImageElement.prototype;
  const src = Object.getOwnPropertyDescriptor(image, "src");
  const isForeign = (address) => new URL(address, location.href).origin !== location.origin;
  Object.defineProperty(image, "src", {
    ...src,
    set(address) {
      if (!isForeign(address)) src.set.call(this, address);
    },
  });
  image.setAttribute = function (name, value) {
    if (name !== "src" || !isForeign(value)) Element.prototype.setAttribute.call(this, name, value);
  };
  Redoc.init(redoc.dataset.schema, { disableSearch: true, hideLoading: true, nativeScrollbars: true }, redoc);
}
