//! The allocator of the binary was told what `.cargo/config.toml` says, and not left to what it does by itself.

#![cfg(all(target_os = "linux", target_env = "gnu", target_arch = "x86_64"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_allocator_is_told_how_to_behave() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.cargo/config.toml");
    let config = std::fs::read_to_string(config).unwrap();
    let told = config.split("MALLOC_CONF = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_connector-ls"))
        .arg("version")
        .env("_RJEM_MALLOC_CONF", "confirm_conf:true")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("\"{told}\"")), "Run cargo inside of the repository: {said}");
    assert!(!said.contains("Invalid"), "{said}");
}
