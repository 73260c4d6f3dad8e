// SPDX-License-Identifier: AGPL-3.0-or-later

/*
 * A stand-in for the frame that Nextcloud puts around an administration page: head with the request
 * token, initial state, navigation, the colour variables of three themes, and enough of the core's
 * style to judge the page by eye. The values of the variables are those of release 32.
 */

const LIGHT = {
	'main-background': '#ffffff', 'background-hover': '#f5f5f5', 'background-dark': '#ededed', 'main-text': '#222222',
	'text-maxcontrast': '#6b6b6b', border: '#ededed', 'border-dark': '#dbdbdb', 'border-maxcontrast': '#7d7d7d',
	'element-error': '#c90000', 'element-success': '#099f05', 'element-warning': '#bf7900', 'element-info': '#0077c7',
	error: '#ffe7e7', success: '#d8f3da', warning: '#ffeec5', 'primary-element': '#00679e',
	'primary-element-text': '#ffffff', 'primary-element-light': '#e5eff5', 'primary-element-light-text': '#00293f',
}
const DARK = {
	...LIGHT, 'main-background': '#171717', 'background-hover': '#212121', 'background-dark': '#292929', 'main-text': '#ebebeb',
	'text-maxcontrast': '#999999', border: '#292929', 'border-dark': '#3b3b3b', 'border-maxcontrast': '#7d7d7d',
	'element-error': '#ff5050', 'element-success': '#40a330', 'element-warning': '#ffcc00', 'element-info': '#0099e0',
	error: '#552121', success: '#11321a', warning: '#3d3010', 'primary-element': '#0091f2',
	'primary-element-text': '#000000', 'primary-element-light': '#14232c', 'primary-element-light-text': '#99d3f9',
}
const CONTRAST = {
	...LIGHT, 'main-text': '#000000', 'text-maxcontrast': '#000000', border: '#7f7f7f', 'border-dark': '#333333',
	'border-maxcontrast': '#000000', 'element-error': '#8a0000', 'element-success': '#055502', 'element-warning': '#664000',
	'primary-element': '#00293f',
}
export const THEMES = { light: LIGHT, dark: DARK, contrast: CONTRAST }

const CORE_STYLE = `
	body { margin: 0; font: 15px/1.5 'DejaVu Sans', sans-serif; color: var(--color-main-text);
		background: var(--color-main-background); }
	#header { position: fixed; inset: 0 0 auto; height: 50px; background: #00679e; z-index: 2; }
	#content { display: flex; padding-top: 50px; }
	#app-navigation { flex: none; width: 260px; padding: 10px; box-sizing: border-box; }
	#app-navigation a { color: inherit; text-decoration: none; }
	main { flex: 1; min-width: 0; }
	section, figure { display: block; }
	button, input { margin: 3px 3px 3px 0; }
	@media (max-width: 800px) { #app-navigation { display: none; } }
	.section { padding: 30px; }
	@media (max-width: 500px) { .section { padding: 30px 16px; } }
	.section h2 { font-size: 20px; margin: 0 0 12px; }
	.settings-hint { color: var(--color-text-maxcontrast); margin: 0; }
	.hidden-visually { position: absolute; left: -10000px; width: 1px; height: 1px; overflow: hidden; }
	p, dl, dt, dd, ol, ul, li, figure, table, th, td { margin: 0; padding: 0; font-weight: inherit; }
	dl { padding: 12px 0; }
	dt, dd { display: inline-block; padding: 12px; padding-inline-start: 0; }
	dt { width: 130px; white-space: nowrap; text-align: end; }
	.section p { margin-top: -0.2em; margin-bottom: 1em; color: var(--color-text-maxcontrast); max-width: 900px; }
	button { min-height: 34px; padding: 2px 16px; border: 0; border-radius: 8px; font: inherit; font-weight: bold; cursor: pointer;
		background: var(--color-primary-element-light); color: var(--color-primary-element-light-text); }
	button.primary { background: var(--color-primary-element); color: var(--color-primary-element-text); }
	input { box-sizing: border-box; min-height: 34px; padding: 0 12px; border: 1px solid var(--color-border-maxcontrast);
		border-radius: 8px; font: inherit; color: var(--color-main-text); background: var(--color-main-background); }
	input::placeholder { color: var(--color-text-maxcontrast); opacity: 1; }
	button:disabled { opacity: .5; cursor: default; }
	button:focus-visible { outline: 2px solid var(--color-main-text); }
	pre { font-family: 'DejaVu Sans Mono', monospace; }
`

const variables = (theme) => Object.entries(THEMES[theme]).map(([name, value]) => `--color-${name}: ${value};`).join('')

export function page({ theme, state, template, language = 'en', translations = '' }) {
	const encoded = Buffer.from(JSON.stringify(state)).toString('base64')
	const scripts = ['admin-dom', 'admin-charts', 'admin-socket', 'admin']
	return `<!DOCTYPE html>
<html lang="${language}">
<head data-requesttoken="token-of-the-page">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>Client Push - Administration</title><link rel="icon" href="data:,">
<style>:root { --default-grid-baseline: 4px; --border-radius-element: 8px; ${variables(theme)} } ${CORE_STYLE}</style>
<link rel="stylesheet" href="/apps/notify_push/css/admin.css">
${translations ? `<script src="${translations}"></script>` : ''}
${scripts.map((name) => `<script defer src="/apps/notify_push/js/${name}.js"></script>`).join('\n')}
</head>
<body>
<div id="initial-state-container" style="display: none">
<input type="hidden" id="initial-state-notify_push-admin" value="${encoded}">
</div>
<header id="header"></header>
<div id="content">
<h1 class="hidden-visually">Administration settings</h1>
<nav id="app-navigation" aria-label="Settings"><a href="#">Client Push</a></nav>
<main id="app-content">${template}</main>
</div>
</body>
</html>`
}
