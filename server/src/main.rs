//! `connector-ls`: language server and checker for Microsoft Power Platform connectors.

fn main() -> std::process::ExitCode {
    cli::main()
}
