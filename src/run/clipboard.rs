//! Copying: through the terminal (OSC 52) over SSH, else through the system's own helper, else through the terminal.
//!
//! A helper on a remote machine would fill the wrong clipboard, and one without a display fails late; OSC 52 reaches the
//! terminal in front of the user. Inside tmux the sequence is wrapped so that tmux passes it on.

use std::{
    env,
    io::{self, Write},
    process::{Command, Stdio},
};

use base64::{Engine, engine::general_purpose::STANDARD};

/// Terminals drop longer sequences; 74,994 bytes of text are the customary limit.
const OSC_LIMIT: usize = 74_994;

/// Puts text on the clipboard and says by which way.
///
/// # Errors
/// A sentence, where no way worked.
pub fn copy(text: &str, terminal: &mut impl Write) -> Result<String, String> {
    let remote = env::var_os("SSH_CONNECTION").is_some() || env::var_os("SSH_TTY").is_some();
    if !remote && let Some(helper) = helpers().into_iter().find(|h| give(h, text).is_ok()) {
        return Ok(helper[0].to_owned());
    }
    if text.len() > OSC_LIMIT {
        return Err(format!(
            "{} bytes are too many for the terminal's clipboard and no helper (wl-copy, xclip, xsel, pbcopy) is at hand; export with x instead.",
            text.len()
        ));
    }
    let sequence = osc52(text, env::var_os("TMUX").is_some());
    terminal
        .write_all(sequence.as_bytes())
        .and_then(|()| terminal.flush())
        .map_err(|e| format!("The terminal took no copy ({e})."))?;
    Ok("OSC 52".to_owned())
}

/// The sequence that hands text to the terminal's clipboard.
fn osc52(text: &str, tmux: bool) -> String {
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    if tmux { format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")) } else { plain }
}

fn helpers() -> Vec<&'static [&'static str]> {
    let mut found: Vec<&[&str]> = Vec::new();
    if cfg!(target_os = "macos") {
        found.push(&["pbcopy"]);
    }
    if cfg!(windows) {
        found.push(&["clip.exe"]);
    }
    if env::var_os("WAYLAND_DISPLAY").is_some() {
        found.push(&["wl-copy"]);
    }
    if env::var_os("DISPLAY").is_some() {
        found.push(&["xclip", "-selection", "clipboard"]);
        found.push(&["xsel", "--clipboard", "--input"]);
    }
    found
}

fn give(helper: &[&str], text: &str) -> io::Result<()> {
    let mut child = Command::new(helper[0])
        .args(&helper[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()));
    let status = child.wait()?;
    written?;
    if status.success() { Ok(()) } else { Err(io::Error::other("the helper failed")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_carries_the_text_and_nothing_else_of_it() {
        assert_eq!(osc52("a\x1b]b", false), "\x1b]52;c;YRtdYg==\x07");
        assert_eq!(osc52("a", true), "\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\");
    }
}
