//! The server reads, and does nothing else: it writes no file, opens no socket, starts no program. The kernel is the
//! witness, by `strace`.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use e2e::capabilities::{acting, pulling, with};
use e2e::{Client, Folder, Options, REQUESTS, Replies, ask_everything, binary};
use serde_json::json;

/// What must never be asked of the system once the server runs.
const FORBIDDEN: [&str; 42] = [
    "socket",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "sendto",
    "sendmsg",
    "sendmmsg",
    "execve",
    "execveat",
    "fork",
    "vfork",
    "creat",
    "unlink",
    "unlinkat",
    "rename",
    "renameat",
    "renameat2",
    "mkdir",
    "mkdirat",
    "rmdir",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "truncate",
    "ftruncate",
    "chmod",
    "fchmod",
    "fchmodat",
    "chown",
    "fchown",
    "lchown",
    "fchownat",
    "utimensat",
    "mknod",
    "mknodat",
    "setxattr",
    "ptrace",
    "memfd_create",
    "io_uring_setup",
];
/// What is asked, and has to be looked at: how a file is opened, whether a thread is made or a process, whether a pair of
/// sockets can be reached from outside.
const LOOKED_AT: [&str; 6] = ["open", "openat", "openat2", "clone", "clone3", "socketpair"];

/// Whether a line of the trace is something that the server may do.
fn is_allowed(line: &str) -> bool {
    // `[pid 7] openat(…) = 3`, or with `-o` only the number. What is resumed was looked at when it began.
    let call = line.trim_start_matches(|character: char| character.is_ascii_digit()).trim_start();
    let Some((name, arguments)) = call.split_once('(') else { return true };
    match name {
        "open" | "openat" | "openat2" => {
            !["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_TMPFILE"]
                .iter()
                .any(|flag| arguments.contains(flag))
        }
        "clone" | "clone3" => arguments.contains("CLONE_THREAD"),
        // Two ends that only this process has: how signals wake its runtime.
        "socketpair" => arguments.starts_with("AF_UNIX"),
        _ => !FORBIDDEN.contains(&name),
    }
}

/// Whether processes may be traced here.
fn can_trace() -> bool {
    let tried =
        Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let can = tried.is_ok_and(|status| status.success());
    if !can {
        eprintln!("skipped what the server asks of the system: strace is not there or must not trace");
    }
    can
}

/// What runs a program and writes its calls to this file.
fn tracer(trace: &Path) -> Vec<String> {
    // A question mark: not every machine has every call.
    let calls: Vec<String> = FORBIDDEN.iter().chain(&LOOKED_AT).map(|call| format!("?{call}")).collect();
    let calls = format!("trace={}", calls.join(","));
    ["strace", "-f", "-qq", "-o", trace.to_str().unwrap(), "-e", &calls].map(str::to_owned).to_vec()
}

/// Fails if one of the calls after the program's start is not allowed.
#[track_caller]
fn only_reads(lines: &[String]) {
    // The tracer starts the program.
    let (first, rest) = lines.split_first().unwrap();
    assert!(first.contains("execve("), "{first}");
    assert!(rest.iter().any(|line| line.contains("apiDefinition.swagger.json")), "files were read");
    let wrong: Vec<&String> = rest.iter().filter(|line| !is_allowed(line)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The calls of a whole session.
fn session(pulls: bool) -> (Vec<String>, BTreeSet<String>) {
    let (folder, notes) = (Folder::new(), Folder::new());
    for sample in ["versioned-orders", "ledger-multi-auth"] {
        let copy = e2e::copy_of_sample(sample);
        for entry in std::fs::read_dir(copy.path()).unwrap().flatten() {
            if let Ok(text) = std::fs::read_to_string(entry.path()) {
                folder.write(&format!("{sample}/{}", entry.file_name().to_str().unwrap()), &text);
            }
        }
    }
    folder.write("connector-ls.jsonc", r#"{ "baseline": "auto" }"#);
    folder.publish();
    let trace = notes.path().join("trace");
    let capabilities = if pulls { with(acting(), &pulling()) } else { acting() };
    let mut client = Client::start(Options {
        capabilities,
        folders: vec![folder.uri("")],
        replies: Replies::Applied,
        under: tracer(&trace),
        ..Options::default()
    });
    for method in ["workspace/applyEdit", "textDocument/publishDiagnostics", "window/showMessage"] {
        client.allow_unread(method);
    }
    let mut answered = BTreeSet::new();
    for sample in ["versioned-orders", "ledger-multi-auth"] {
        for name in ["apiDefinition.swagger.json", "apiProperties.json"] {
            let file = format!("{sample}/{name}");
            let (uri, text) = (folder.uri(&file), folder.read(&file));
            client.open(&uri, &text);
            let edited = text.replacen("\"description\"", "\"descriptions\"", 1);
            client.replace(&uri, 2, &edited);
            let at = |found: &str| edited.find(found).map_or(0, |at| at + found.len() + 1);
            let places =
                [at("\"operationId\": \""), at("\"get\""), at("\"schema\""), at("\"iconBrandColor\"")];
            ask_everything(&mut client, &uri, &edited, &places, &mut answered);
            client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
        }
    }
    let config = folder.uri("connector-ls.jsonc");
    client.open(&config, r#"{ "baseline": "HEAD", "rules": { "versioning/*": "error" } }"#);
    client.ask("connector-ls/changes", json!({ "uri": folder.uri("versioned-orders/apiProperties.json") }));
    client.finish();
    let trace = std::fs::read_to_string(&trace).unwrap();
    (trace.lines().map(str::to_owned).collect(), answered)
}

#[test]
fn a_whole_session_asks_the_system_for_nothing_but_to_read() {
    if !can_trace() {
        return;
    }
    let mut all = BTreeSet::new();
    for pulls in [true, false] {
        let (lines, answered) = session(pulls);
        only_reads(&lines);
        assert!(lines.iter().any(|line| line.contains("/.git/")), "what is published was read");
        all.extend(answered);
    }
    let unanswered: Vec<&&str> = REQUESTS.iter().filter(|method| !all.contains(**method)).collect();
    assert!(unanswered.is_empty(), "never answered: {unanswered:?}");
}

#[test]
fn so_does_every_command_that_is_not_told_to_write() {
    if !can_trace() {
        return;
    }
    let (folder, notes) = (e2e::copy_of_sample("versioned-orders"), Folder::new());
    folder.publish();
    folder.write("old/apiDefinition.swagger.json", &folder.read("apiDefinition.swagger.json"));
    for arguments in [
        "check",
        "check --baseline HEAD --format sarif",
        "check --diff --unsafe-fixes",
        "diff old .",
        "diff HEAD:. . --format markdown",
        "revision list --file apiDefinition.swagger.json",
        "revision start GetOrders --file apiDefinition.swagger.json",
        "preview apiDefinition.swagger.json",
    ] {
        let trace = notes.path().join("trace");
        let tracer = tracer(&trace);
        let status = Command::new(&tracer[0])
            .args(&tracer[1..])
            .arg(binary())
            .args(arguments.split(' '))
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.code().is_some(), "{arguments}");
        let lines: Vec<String> =
            std::fs::read_to_string(&trace).unwrap().lines().map(str::to_owned).collect();
        only_reads(&lines);
    }
}

/// The judge of the lines is not blind.
#[test]
fn what_is_not_allowed_is_seen() {
    for line in [
        "71 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3",
        "71 socketpair(AF_INET, SOCK_STREAM, 0, [3, 4]) = 0",
        "71 openat(AT_FDCWD, \"x\", O_WRONLY|O_CREAT, 0666) = 3",
        "71 openat(AT_FDCWD, \"x\", O_RDWR <unfinished ...>",
        "71 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = 72",
        "71 execve(\"/bin/git\", [\"git\"], 0x7f) = 0",
        "unlink(\"x\") = 0",
    ] {
        assert!(!is_allowed(line), "{line}");
    }
    for line in [
        "71 openat(AT_FDCWD, \"x\", O_RDONLY|O_CLOEXEC) = 3",
        "71 clone3({flags=CLONE_VM|CLONE_THREAD, child_tid=0x7f}, 88) = 72",
        "71 socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [3, 4]) = 0",
        "71 <... openat resumed>) = 3",
        "71 +++ exited with 0 +++",
    ] {
        assert!(is_allowed(line), "{line}");
    }
}
