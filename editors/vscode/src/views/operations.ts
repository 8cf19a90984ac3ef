import type * as vscode from "vscode";
import type { CurrentConnector, Server } from "../server";

export function registerOperations(_context: vscode.ExtensionContext, _server: Server, _current: CurrentConnector): void {}
