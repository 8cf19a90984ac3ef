//! Standard input and output as the protocol wants them.

use std::io::{self, Write};

/// How much the pipes from and to the editor are asked to hold, in bytes: the largest document in some pieces, and the list of its
/// diagnostics with room to spare. All pipes of a user may hold 64 MB before new ones get less
/// (<https://man7.org/linux/man-pages/man7/pipe.7.html>).
#[cfg(target_os = "linux")]
const PIPES: [usize; 2] = [256 * 1024, 1024 * 1024];

/// Standard output that holds nothing back.
#[cfg(not(target_os = "linux"))]
pub(crate) fn output() -> impl Write {
    io::stdout().lock()
}

/// Standard output that holds nothing back and writes several pieces at once. The standard library's own looks through all
/// that it is given for the last line end.
#[cfg(target_os = "linux")]
pub(crate) fn output() -> impl Write {
    struct Output;

    impl Write for Output {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(rustix::io::write(io::stdout(), bytes)?)
        }

        fn write_vectored(&mut self, pieces: &[io::IoSlice<'_>]) -> io::Result<usize> {
            Ok(rustix::io::writev(io::stdout(), pieces)?)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    Output
}

/// Lets the pipes between the client and the server hold more, so that neither has to wait for the other as often. Without
/// effect if they are no pipes, or if the system does not allow it.
pub(crate) fn widen() {
    #[cfg(target_os = "linux")]
    {
        use rustix::pipe::{fcntl_getpipe_size, fcntl_setpipe_size};

        fn widen(pipe: impl std::os::fd::AsFd, wanted: usize) {
            if fcntl_getpipe_size(&pipe).is_ok_and(|size| size < wanted) {
                let _ = fcntl_setpipe_size(&pipe, wanted);
            }
        }
        let [input, output] = PIPES;
        widen(io::stdin(), input);
        widen(io::stdout(), output);
    }
}
