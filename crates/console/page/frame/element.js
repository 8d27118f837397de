// Loads the one script of a widget that is a custom element, as the host's page does.
const script = document.createElement('script');
script.type = 'module';
script.src = new URLSearchParams(location.search).get('script');
script.onerror = () => document.body.append(`${script.src} cannot be loaded`);
document.body.append(script);
