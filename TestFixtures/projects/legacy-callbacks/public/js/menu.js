(function () {
  var button = document.querySelector('.menu');
  button.addEventListener('click', function () {
    try {
      localStorage.setItem('menu', 'open');
    } catch (e) {}
    document.body.classList.toggle('open');
  });
})();
