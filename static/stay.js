// For a form on a page that comes without the app (src/routes/(public)/barrierefreiheit): without a network the browser would leave the page for
// one of its own, and what was typed with it. Plain and unbuilt, because it is all the script such a page has.
for (const form of document.forms) {
	const notice = document.getElementById(form.dataset.offline ?? '');
	if (notice === null) continue;
	form.addEventListener('submit', (event) => {
		notice.hidden = navigator.onLine;
		if (!navigator.onLine) event.preventDefault();
	});
}
