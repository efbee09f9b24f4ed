//! Other programs: the editor, the opener of URLs, a command that the user typed. Nothing that stands in a dump ever
//! becomes a part of a command line, but for an http or https URL handed over as one argument.

use std::{
    env, fs,
    io::{self, Write},
    process::{Command, ExitStatus, Stdio},
};

use crate::{source::reason, text::sanitise::sanitise_lines};

/// Opens text in `$VISUAL` or `$EDITOR`, as a read-only copy that goes when the editor ends.
///
/// # Errors
/// A sentence.
pub fn edit(name: &str, text: &str) -> Result<(), String> {
    let editor = ["VISUAL", "EDITOR"].iter().find_map(|v| env::var(v).ok().filter(|e| !e.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".to_owned());
    let prefix: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(40).collect();
    let made = (|| -> io::Result<tempfile::NamedTempFile> {
        let mut file = tempfile::Builder::new().prefix(&format!("{prefix}-")).suffix(".txt").tempfile()?;
        file.write_all(text.as_bytes())?;
        file.flush()?;
        let mut permissions = file.as_file().metadata()?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(file.path(), permissions)?;
        Ok(file)
    })();
    let file = made.map_err(|e| format!("No copy could be written for the editor ({e})."))?;
    // As git does: the variable may hold options, so a shell takes it apart; the file is an argument, never script.
    let status = Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg(&editor).arg(file.path()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) if status.code() == Some(UNKNOWN) => {
            let program = editor.split_whitespace().next().unwrap_or_default();
            Err(format!("There is no program {program}; set EDITOR to your editor."))
        }
        Ok(status) => Err(format!("The editor `{editor}` {}.", failed(status))),
        Err(e) => Err(format!("{}.", unstarted("sh", &e))),
    }
}

/// What a shell ends with where there is no program of that name.
const UNKNOWN: i32 = 127;

/// How a program ended that did not do what it should, to end a sentence.
fn failed(status: ExitStatus) -> String {
    match status.code() {
        Some(UNKNOWN) => format!("failed, with status {UNKNOWN}: there is no program of that name"),
        Some(code) => format!("failed, with status {code}"),
        None => "was ended before it was done".to_owned(),
    }
}

/// Why a program does not run.
fn unstarted(program: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("There is no program {program}"),
        _ => format!("{program} could not be started: {}", reason(error)),
    }
}

/// Opens a URL with the system's opener, without waiting for it.
///
/// # Errors
/// A sentence.
pub fn open_url(url: &str) -> Result<(), String> {
    let lower = url.to_ascii_lowercase();
    if !(lower.starts_with("https://") || lower.starts_with("http://"))
        || url.chars().any(|c| c.is_control() || c == ' ')
    {
        return Err("This is no http or https address, so it is not opened; u after y copies it.".to_owned());
    }
    let opener: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["rundll32", "url.dll,FileProtocolHandler"]
    } else {
        &["xdg-open"]
    };
    let child = Command::new(opener[0])
        .args(&opener[1..])
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match child {
        Ok(mut child) => {
            std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(e) => Err(format!("{}; u after y copies the address.", unstarted(opener[0], &e))),
    }
}

/// Runs a command that the user typed, with text on its standard input and the terminal as its output, and waits for
/// Enter so that its output can be read. What a command may pass on to the terminal gives that no orders.
///
/// # Errors
/// A sentence.
pub fn pipe(command: &str, text: &str) -> Result<(), String> {
    let child = Command::new("sh").arg("-c").arg(command).stdin(Stdio::piped()).spawn();
    let mut child = child.map_err(|e| format!("{}.", unstarted("sh", &e)))?;
    let fed = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(sanitise_lines(text).as_bytes()));
    let status = child.wait().map_err(|e| format!("{command} was lost ({e})."))?;
    eprint!("\nPress Enter to go back.");
    let _ = io::stdin().read_line(&mut String::new());
    match fed {
        // A command that stops reading early, such as head, is no failure.
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(format!("{command} took no text ({e}).")),
        _ if status.success() => Ok(()),
        _ => Err(format!("The command `{command}` {}.", failed(status))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn how_a_program_ended_is_told_in_words() {
        let told = |script: &str| failed(Command::new("sh").arg("-c").arg(script).status().expect("a shell"));
        assert_eq!(told("exit 3"), "failed, with status 3");
        assert_eq!(told("exit 127"), "failed, with status 127: there is no program of that name");
        assert_eq!(told("kill -9 $$"), "was ended before it was done");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let missing = Command::new("recension-no-such-program").spawn().expect_err("there is none");
        assert_eq!(unstarted("xdg-open", &missing), "There is no program xdg-open");
        let forbidden = io::Error::from(io::ErrorKind::PermissionDenied);
        assert_eq!(unstarted("xdg-open", &forbidden), "xdg-open could not be started: permission denied");
    }
}
