// How a page may have to look: on its own, and in VS Code with its themes. The colours are those of the themes that VS Code
// brings (extensions/theme-defaults), and of its registry where these name none; only the variables that a page may use.

const FONTS = {
  "--vscode-font-family": "system-ui, Ubuntu, sans-serif",
  "--vscode-font-size": "13px",
  "--vscode-font-weight": "normal",
  "--vscode-editor-font-family": "'Droid Sans Mono', monospace",
  "--monaco-monospace-font": "monospace",
};

const THEMES = {
  "vscode-light": {
    "editor-background": "#ffffff", "editor-foreground": "#3b3b3b", "editorWidget-background": "#f8f8f8",
    foreground: "#3b3b3b", descriptionForeground: "#3b3b3b", "panel-border": "#e5e5e5", "widget-border": "#e5e5e5",
    "input-background": "#ffffff", "input-foreground": "#3b3b3b", "input-border": "#cecece", focusBorder: "#005fb8",
    "textLink-foreground": "#005fb8", "textPreformat-foreground": "#3b3b3b", "textPreformat-background": "#0000001f",
  },
  "vscode-dark": {
    "editor-background": "#1f1f1f", "editor-foreground": "#cccccc", "editorWidget-background": "#202020",
    foreground: "#cccccc", descriptionForeground: "#9d9d9d", "panel-border": "#2b2b2b", "widget-border": "#313131",
    "input-background": "#313131", "input-foreground": "#cccccc", "input-border": "#3c3c3c", focusBorder: "#0078d4",
    "textLink-foreground": "#4daafc", "textPreformat-foreground": "#d0d0d0", "textPreformat-background": "#3c3c3c",
  },
  "vscode-high-contrast": {
    "editor-background": "#000000", "editor-foreground": "#ffffff", "editorWidget-background": "#0c141f",
    foreground: "#ffffff", descriptionForeground: "#ffffff", "panel-border": "#6fc3df", contrastBorder: "#6fc3df",
    "input-background": "#000000", "input-foreground": "#ffffff", "input-border": "#6fc3df", focusBorder: "#f38518",
    "textLink-foreground": "#21a6ff", "textPreformat-foreground": "#000000", "textPreformat-background": "#ffffff",
  },
  "vscode-high-contrast-light": {
    "editor-background": "#ffffff", "editor-foreground": "#292929", "editorWidget-background": "#ffffff",
    foreground: "#292929", descriptionForeground: "#292929", "panel-border": "#0f4a85", contrastBorder: "#0f4a85",
    "input-background": "#ffffff", "input-foreground": "#292929", "input-border": "#0f4a85", focusBorder: "#006bbd",
    "textLink-foreground": "#0f4a85", "textPreformat-foreground": "#ffffff", "textPreformat-background": "#09345f",
  },
};

/** The styles that a webview gets beside its own, as far as they touch what a page has. */
const WEBVIEW_STYLE = `@layer vscode-default {
  body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size);
    margin: 0; padding: 0 20px; }
  input:focus, select:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  code { font-family: var(--monaco-monospace-font); color: var(--vscode-textPreformat-foreground);
    background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
}`;

/** A page as VS Code gives it to the browser: with its styles before the policy, its colours, the kind of its theme. */
export const inWebview = (html, theme) => {
  // Version 1.139 says both for the light one, for extensions that know no light one.
  const classes = theme === "vscode-high-contrast-light" ? `${theme} vscode-high-contrast` : theme;
  const colours = Object.entries(THEMES[theme]).map(([name, value]) => [`--vscode-${name}`, value]);
  const variables = [...Object.entries(FONTS), ...colours].map(([name, value]) => `${name}: ${value}`).join("; ");
  return html
    .replace('<html lang="en">', `<html lang="en" style="${variables}">`)
    .replace("<head>", `<head><style>${WEBVIEW_STYLE}</style>`)
    .replace("<body>", `<body class="${classes}" data-vscode-theme-kind="${theme}">`);
};

/** How a page is looked at: the preferences of the browser, the width in pixels, and VS Code's theme, if it is there. */
export const LOOKS = {
  light: { colorScheme: "light", width: 1200 },
  dark: { colorScheme: "dark", width: 1200 },
  "light, narrow": { colorScheme: "light", width: 400 },
  "dark, narrow": { colorScheme: "dark", width: 320 },
  "forced colours": { colorScheme: "dark", forcedColors: "active", width: 1200 },
  "VS Code light": { colorScheme: "dark", theme: "vscode-light", width: 600 },
  "VS Code dark": { colorScheme: "light", theme: "vscode-dark", width: 600 },
  "VS Code high contrast": { colorScheme: "light", theme: "vscode-high-contrast", width: 600 },
  "VS Code light high contrast": { colorScheme: "dark", theme: "vscode-high-contrast-light", width: 600 },
};

/** The looks that differ most. */
export const MAIN_LOOKS = ["light", "dark, narrow", "forced colours", "VS Code light", "VS Code dark", "VS Code high contrast"];
