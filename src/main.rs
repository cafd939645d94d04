//! The `guide` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    guide::cli::main()
}

/// The one function of the C library of mathematics that the program calls, for the time left of a
/// progress bar. Standing here it spares every start the loading of that library: 0.09 of the time
/// of an empty program.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the name is the one that the C library would give")]
#[unsafe(no_mangle)]
extern "C" fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}
