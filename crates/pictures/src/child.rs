//! Decoding in a process of its own: little memory, little time, no files, no network.
//!
//! The program starts itself with the word [`COMMAND`]; under that word it calls [`main`] and nothing else,
//! before it opens anything or starts a thread.

use std::io::{self, Read as _, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::panic;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rlimit::Resource;

use crate::{Limits, Problem, Rendition, shrink, wire};

/// The hidden command of the program under which it decodes one picture.
pub const COMMAND: &str = "decode";

/// Address space of the child: the program itself, the decoder's memory, one smaller copy.
const MEMORY: u64 = 640 << 20;

/// Seconds on the processor; a photograph of 50 megapixels takes about two.
const PROCESSOR_SECONDS: u64 = 20;

/// Makes the sizes of a picture in a child process: `program` started with the word [`COMMAND`].
///
/// Blocks until the child has answered or `limits.patience` is over; a server calls it where blocking is
/// allowed, and one at a time on a small machine.
pub fn run(program: &Path, bytes: &[u8], limits: &Limits) -> Result<Vec<Rendition>, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(Problem::TooManyBytes { bytes: bytes.len() as u64, most: limits.bytes as u64 });
    }
    let mut command = Command::new(program);
    command.arg(COMMAND).env_clear().current_dir("/").process_group(0);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let child = command.spawn().map_err(|error| Problem::Process(error.to_string()))?;
    let answer = converse(child, bytes, limits)?;
    wire::read_answer(&answer, limits)
}

/// Hands the picture over and collects the answer. The child is always ended and waited for.
fn converse(mut child: Child, bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Problem> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Problem::Process("no pipes to it".to_owned()));
    };
    let (done, answered) = mpsc::channel();
    thread::scope(|scope| {
        // A child that has seen enough closes its end; that is no error of ours.
        scope.spawn(move || wire::write_question(&mut to, bytes, limits));
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = from.take(wire::LONGEST_ANSWER + 1).read_to_end(&mut answer);
            let _ = done.send(read.map(|_| answer));
        });
        let answer = answered.recv_timeout(limits.patience);
        let killed = ended_by_a_limit(&mut child);
        match answer {
            Ok(Ok(answer)) if answer.len() as u64 > wire::LONGEST_ANSWER => {
                Err(Problem::Process("its answer is too long".to_owned()))
            }
            Ok(Ok(answer)) if answer.is_empty() && killed => Err(Problem::TooMuchWork),
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(Problem::Process(error.to_string())),
            Err(RecvTimeoutError::Timeout) => Err(Problem::TooMuchWork),
            Err(RecvTimeoutError::Disconnected) => Err(Problem::Process("reading it failed".to_owned())),
        }
    })
}

/// Ends the child if it does not end by itself, which also closes the pipes that the threads wait on. Tells
/// whether a signal ended it, as happens at the limit of memory or of the processor.
fn ended_by_a_limit(child: &mut Child) -> bool {
    for _ in 0..20 {
        if let Ok(Some(status)) = child.try_wait() {
            return status.signal().is_some();
        }
        thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    child.wait().is_ok_and(|status| status.signal().is_some())
}

/// The whole of the child process: gives up its rights, reads a picture from standard input, writes the answer
/// to standard output.
pub fn main() -> ExitCode {
    let spoken = give_up_rights().and_then(|()| {
        let (picture, limits) = wire::read_question(io::stdin().lock())?;
        // A decoder that panics has met a file that its authors did not think of.
        let answer = panic::catch_unwind(|| shrink(&picture, &limits)).unwrap_or(Err(Problem::Damaged));
        let mut out = io::stdout().lock();
        wire::write_answer(&mut out, &answer)?;
        out.flush()
    });
    match spoken {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Limits that cannot be lifted again. Without a free descriptor there is no file and no socket to open.
fn give_up_rights() -> io::Result<()> {
    let limits = [
        (Resource::AS, MEMORY),
        (Resource::CPU, PROCESSOR_SECONDS),
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
        (Resource::NOFILE, 3),
        (Resource::NPROC, 0),
    ];
    for (resource, most) in limits.into_iter().filter(|(resource, _)| resource.is_supported()) {
        // Never more than what it had: raising is for root alone.
        let (_, hard) = resource.get()?;
        resource.set(most.min(hard), most.min(hard))?;
    }
    Ok(())
}
