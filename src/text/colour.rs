//! Colours as themes name them, how well one can be read on another, and what they become on poorer terminals.

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColourDepth {
    /// None: attributes and signs tell all (`NO_COLOR`).
    None,
    /// The sixteen whose looks the terminal decides.
    Sixteen,
    /// The palette of 256.
    Palette,
    /// Red, green and blue.
    True,
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`.
    #[must_use]
    pub fn of(text: &str) -> Option<Rgb> {
        let hex = text.strip_prefix('#').filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let value = u32::from_str_radix(hex, 16).ok()?;
        Some(Rgb((value >> 16) as u8, (value >> 8) as u8, value as u8))
    }

    /// Relative luminance, 0 to 1, after WCAG 2.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.0) + 0.7152 * channel(self.1) + 0.0722 * channel(self.2)
    }

    /// The contrast of two colours, 1 to 21, after WCAG 2. Text wants 4.5.
    #[must_use]
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The index of the nearest colour in the upper 240 of the palette of 256, which no terminal lets users change
    /// lightly.
    #[must_use]
    pub fn palette(self) -> u8 {
        // In the cube each edge decides for itself.
        let step = |c: u8| (0..6).min_by_key(|&n| edge(n).abs_diff(c)).unwrap_or(0);
        let in_cube = 16 + 36 * step(self.0) + 6 * step(self.1) + step(self.2);
        [in_cube].into_iter().chain(232..=255).min_by_key(|&i| self.distance(Rgb::of_palette(i))).unwrap_or(in_cube)
    }

    /// The colour of an index of the palette: a cube of six steps an edge from 16, greys from 232. The lower sixteen,
    /// which the terminal decides, are given as black.
    #[must_use]
    pub fn of_palette(index: u8) -> Rgb {
        match index {
            0..16 => Rgb(0, 0, 0),
            16..232 => {
                let n = index - 16;
                Rgb(edge(n / 36), edge(n / 6 % 6), edge(n % 6))
            }
            232.. => {
                let grey = 8 + 10 * (index - 232);
                Rgb(grey, grey, grey)
            }
        }
    }

    fn distance(self, other: Rgb) -> u32 {
        let d = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        // The eye is most sensitive to green, least to blue.
        3 * d(self.0, other.0) + 6 * d(self.1, other.1) + d(self.2, other.2)
    }
}

/// How bright a step of the palette's cube is, from 0 to 5.
fn edge(step: u8) -> u8 {
    if step == 0 { 0 } else { 55 + 40 * step }
}

/// The names of the sixteen colours, in their order.
pub const ANSI: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// One of the sixteen colours by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ansi(pub u8);

impl Ansi {
    /// Reads a name of [`ANSI`].
    #[must_use]
    pub fn of(name: &str) -> Option<Ansi> {
        ANSI.iter().position(|n| *n == name).map(|i| Ansi(i as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((Rgb(0x77, 0x77, 0x77).contrast(Rgb(255, 255, 255)) - 4.48).abs() < 0.01);
    }

    #[test]
    fn no_colour_of_the_palette_is_nearer() {
        // Both sides of each middle between two steps of the cube among them.
        let channel: Vec<u8> = (0..=255).step_by(17).chain([47, 48, 115, 116, 155, 156, 195, 196, 235, 236]).collect();
        for (r, g) in channel.iter().flat_map(|r| channel.iter().map(move |g| (*r, *g))) {
            for colour in channel.iter().map(|b| Rgb(r, g, *b)) {
                let nearest = (16..=255).min_by_key(|&i| colour.distance(Rgb::of_palette(i)));
                assert_eq!(Some(colour.palette()), nearest, "{colour:?}");
            }
        }
    }

    #[test]
    fn palette_colours_find_themselves() {
        for i in 16..=255 {
            assert_eq!(Rgb::of_palette(Rgb::of_palette(i).palette()), Rgb::of_palette(i), "{i}");
        }
        assert_eq!(Rgb::of("#12ab9f"), Some(Rgb(0x12, 0xab, 0x9f)));
        assert_eq!(Rgb::of("#12ab9"), None);
        assert_eq!(Rgb::of("#+2ab9f"), None);
    }
}
