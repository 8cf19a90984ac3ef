//! Standard input and output as the protocol wants them.

use std::io::{self, BufWriter, Write};

/// How much is put together before it is written, in bytes.
const CHUNK: usize = 64 * 1024;

/// How much a pipe is asked to hold, in bytes: a long list of diagnostics. Four times what it holds otherwise: all pipes of a
/// user may hold 64 MB before new ones get less (<https://man7.org/linux/man-pages/man7/pipe.7.html>).
#[cfg(target_os = "linux")]
const PIPE: usize = 256 * 1024;

/// Standard output without the standard library's look for line ends, which are no ends of messages.
pub(crate) fn output() -> BufWriter<Box<dyn Write>> {
    BufWriter::with_capacity(CHUNK, plain_output().unwrap_or_else(|| Box::new(io::stdout().lock())))
}

#[cfg(unix)]
fn plain_output() -> Option<Box<dyn Write>> {
    use std::os::fd::AsFd;

    let output = io::stdout().as_fd().try_clone_to_owned().ok()?;
    Some(Box::new(std::fs::File::from(output)))
}

#[cfg(not(unix))]
fn plain_output() -> Option<Box<dyn Write>> {
    None
}

/// Lets the pipes between the client and the server hold more, so that neither has to wait for the other as often. Without
/// effect if they are no pipes, or if the system does not allow it.
pub(crate) fn widen() {
    #[cfg(target_os = "linux")]
    {
        use rustix::pipe::{fcntl_getpipe_size, fcntl_setpipe_size};

        fn widen(pipe: impl std::os::fd::AsFd) {
            if fcntl_getpipe_size(&pipe).is_ok_and(|size| size < PIPE) {
                let _ = fcntl_setpipe_size(&pipe, PIPE);
            }
        }
        widen(io::stdin());
        widen(io::stdout());
    }
}
