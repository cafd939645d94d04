//! The `guide` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    guide::cli::main()
}
