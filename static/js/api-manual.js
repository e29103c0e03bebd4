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
  Redoc.init(redoc.dataset.schema, { disableSearch: true, hideLoading: true, nativeScrollbars: true }, redoc);
}
