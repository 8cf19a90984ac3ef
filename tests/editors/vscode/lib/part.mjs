// What every part of the tests is given.

/**
 * @typedef {object} Part
 * @property {import("./browser.mjs").Browser} browser
 * @property {import("./code-server.mjs").CodeServer} server with the extension installed
 * @property {string} vsix the packaged extension
 * @property {string} folder a place for the part's files; not there yet
 * @property {string} out a folder for pictures and logs of failures
 * @property {string[]} only names of what is to be played; empty for all
 */

export {};
