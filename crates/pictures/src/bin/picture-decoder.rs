//! The decoder alone: what the program does when it is started with the word `decode`. Tests start this one.

fn main() -> std::process::ExitCode {
    pictures::child::main()
}
