window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/api/v1/openapi.yaml',
    dom_id: '#contract',
    deepLinking: true,
    validatorUrl: null,
  });
});
