(function () {
  'use strict';
  var folds = document.querySelectorAll('details');
  function show(id) {
    var place = id ? document.getElementById(id) : null;
    while (place) {
      if (place.tagName.toLowerCase() === 'details') { place.open = true; }
      place = place.parentElement;
    }
  }
  function here() { show(decodeURIComponent(location.hash.slice(1))); }
  window.addEventListener('hashchange', here);
  here();
  var button = document.createElement('button');
  var opened = false;
  button.type = 'button';
  button.textContent = 'Open all folds';
  button.addEventListener('click', function () {
    opened = !opened;
    folds.forEach(function (fold) { fold.open = opened; });
    button.textContent = opened ? 'Close all folds' : 'Open all folds';
  });
  document.getElementById('folds').appendChild(button);
})();
