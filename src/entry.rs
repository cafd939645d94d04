//! The entry of the program with the C library of GNU: a quick start.

#![expect(unsafe_code, reason = "these names are the C library's, and so is `signal`")]

use std::ffi::{c_char, c_int};
use std::fs::File;
use std::mem;

use rustix::io::fcntl_getfd;
use rustix::stdio::{stderr, stdin, stdout};

/// Starts the program instead of the standard library, which would look for the end of the stack in
/// `/proc/self/maps` and make a second stack, to say so when the first one overflows: 0.1 of the
/// time of an empty program. The rest of what it does is done here.
#[unsafe(no_mangle)]
extern "C" fn main(_: c_int, _: *const *const c_char) -> c_int {
    // No file that is opened later shall take the place of a stream that was closed.
    for stream in [stdin(), stdout(), stderr()] {
        if fcntl_getfd(stream).is_err() {
            mem::forget(File::open("/dev/null"));
        }
    }
    // Small pieces of memory are joined when they are freed: to sort them out each time that a large
    // one comes or goes would cost a packing a thirtieth of its time.
    // SAFETY: no other thread runs, and no handler is set.
    unsafe {
        libc::mallopt(libc::M_MXFAST, 0);
        libc::signal(libc::SIGPIPE, libc::SIG_IGN);
    }
    guide::cli::main().into()
}

/// The one function of the C library of mathematics that the program calls, for the time left of a
/// progress bar. Standing here it spares every start the loading of that library: 0.09 of the time
/// of an empty program.
#[unsafe(no_mangle)]
extern "C" fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}
