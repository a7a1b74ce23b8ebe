//! What the kernel says of a running process.

use std::fs;
use std::process::Command;

use anyhow::Context as _;

use crate::tools;

/// Processor seconds it has used, its own and the kernel's for it (proc(5), fields 14 and 15 of `stat`).
pub fn processor_seconds(process: u32) -> anyhow::Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name in parentheses may hold blanks; fields are counted after it.
    let (_, fields) = stat.rsplit_once(')').context("/proc has another form here")?;
    let field = |number: usize| fields.split_whitespace().nth(number - 3)?.parse::<f64>().ok();
    let ticks = field(14).zip(field(15)).map(|(user, system)| user + system);
    let per_second = tools::first_line(Command::new("getconf").arg("CLK_TCK"));
    let per_second: f64 = per_second.and_then(|line| line.parse().ok()).unwrap_or(100.0);
    Ok(ticks.context("/proc has another form here")? / per_second)
}

/// Memory it holds, in megabytes.
pub fn memory(process: u32) -> anyhow::Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    Ok(kilobytes.context("/proc says nothing of memory")? / 1024.0)
}
