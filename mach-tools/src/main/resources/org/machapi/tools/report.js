
'use strict';
// The address has what is shown: #sort=total&order=desc&filter=thread
(function () {
  var columns = ['references', 'what', 'queue', 'flags', 'requests', 'roles', 'label', 'acquired'];
  var list = new List('names', {
    valueNames: ['name'].concat(columns, [{ data: ['order', 'total'] }]),
    page: 100000
  });
  var shown = document.getElementById('shown');
  var search = document.querySelector('.search');

  function parameters() {
    return new URLSearchParams(location.hash.slice(1));
  }

  function count() {
    shown.textContent = list.matchingItems.length + ' of ' + list.size() + ' shown';
  }

  function apply() {
    var wanted = parameters();
    var sort = wanted.get('sort');
    search.value = wanted.get('filter') || '';
    list.search(search.value);
    if (columns.concat(['order', 'total']).indexOf(sort) >= 0) {
      list.sort(sort, { order: wanted.get('order') === 'desc' ? 'desc' : 'asc' });
    }
  }

  function remember(key, value) {
    var wanted = parameters();
    if (value) { wanted.set(key, value); } else { wanted.delete(key); }
    history.replaceState(null, '', '#' + wanted);
  }

  list.on('updated', count);
  search.addEventListener('input', function () { remember('filter', search.value); });
  document.querySelectorAll('button.sort').forEach(function (button) {
    button.addEventListener('click', function () {
      remember('sort', button.dataset.sort);
      remember('order', button.classList.contains('desc') ? 'desc' : 'asc');
    });
  });
  window.addEventListener('hashchange', apply);
  apply();
  count();
})();
