//! Copying files so that they are on the disk when it is said that they are.

use anyhow::Context as _;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Copies every file below a folder; tells how many there were. What vanishes meanwhile was erased.
pub fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<usize> {
    fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let mut count = 0;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            count += copy_tree(&entry.path(), &target)?;
        } else {
            match copy(&entry.path(), &target) {
                Ok(()) => count += 1,
                Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
                Err(fault) => return Err(fault).with_context(|| format!("copying to {}", target.display())),
            }
        }
    }
    sync(to)?;
    Ok(count)
}

/// Copies a file, on the disk when this returns.
pub fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::copy(from, to)?;
    fs::File::open(to)?.sync_all()
}

/// Writes a file, on the disk when this returns.
pub fn write(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    let wrong = || format!("cannot write {}", path.display());
    let mut file = fs::File::create(path).with_context(wrong)?;
    file.write_all(text).with_context(wrong)?;
    file.sync_all().with_context(wrong)
}

/// A file's or folder's name and content are on the disk when this returns.
pub fn sync(path: &Path) -> anyhow::Result<()> {
    let opened = fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    opened.sync_all().with_context(|| format!("cannot write {} to the disk", path.display()))
}

/// Adds the lines of one list to another which it does not have yet; tells how many it has then.
pub fn merge_lines(from: &Path, into: &Path) -> anyhow::Result<usize> {
    let lines = |path: &Path| -> anyhow::Result<BTreeSet<String>> {
        match fs::read_to_string(path) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            text => {
                let text = text.with_context(|| format!("cannot read {}", path.display()))?;
                Ok(text.lines().map(str::to_owned).collect())
            }
        }
    };
    let (new, mut all) = (lines(from)?, lines(into)?);
    let before = all.len();
    all.extend(new);
    if all.len() > before {
        let text: String = all.iter().map(|line| format!("{line}\n")).collect();
        let beside = into.with_extension("new");
        write(&beside, text.as_bytes())?;
        fs::rename(&beside, into).with_context(|| format!("cannot write {}", into.display()))?;
    }
    Ok(all.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_become_one_without_repetition() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        fs::write(&one, "1 a\n2 b\n").unwrap();
        fs::write(&other, "2 b\n3 c\n").unwrap();
        assert_eq!(merge_lines(&one, &other).unwrap(), 3);
        assert_eq!(fs::read_to_string(&other).unwrap(), "1 a\n2 b\n3 c\n");
        assert_eq!(merge_lines(&folder.path().join("absent"), &other).unwrap(), 3);
    }
}
