//! Figures of the `opinions` engine.

/// Prints what was measured.
pub fn run() -> anyhow::Result<()> {
    match super::data_folder() {
        Some(folder) => println!("real data in {}", folder.display()),
        None => println!("real data absent: only synthetic figures"),
    }
    Ok(())
}
