//! One line of a table.

use super::PHRASE;

/// One line of a table, cut in one go.
pub(super) struct Line<'t> {
    text: &'t str,
    start: usize,
    pub(super) end: usize,
    tabs: [usize; 3],
    columns: usize,
    spaces: [usize; PHRASE],
    words: usize,
}

impl<'t> Line<'t> {
    pub(super) fn at(text: &'t str, start: usize) -> Self {
        let mut line = Self { text, start, end: text.len(), tabs: [0; 3], columns: 1, spaces: [0; PHRASE], words: 1 };
        for (ahead, byte) in text.as_bytes()[start..].iter().enumerate() {
            match *byte {
                b'!'.. => {}
                b'\n' => {
                    line.end = start + ahead;
                    break;
                }
                b'\t' if line.columns <= line.tabs.len() => {
                    line.tabs[line.columns - 1] = start + ahead;
                    line.columns += 1;
                }
                b' ' if line.columns == 1 => {
                    line.spaces[(line.words - 1).min(PHRASE - 1)] = start + ahead;
                    line.words += 1;
                }
                _ => {}
            }
        }
        line
    }

    pub(super) fn bears_an_entry(&self) -> bool {
        !matches!(self.text.as_bytes()[self.start..self.end], [] | [b'\r'] | [b'#', ..])
    }

    /// Entry, mark and strength.
    pub(super) fn columns(&self) -> Result<(&'t str, &'t str, &'t str), (&'t str, &'static str)> {
        let line = &self.text[self.start..self.end];
        let [one, two, three] = self.tabs;
        match self.columns {
            _ if line.starts_with('\t') => Err((line, "a word")),
            4 => Ok((&self.text[self.start..one], &self.text[one + 1..two], &self.text[two + 1..three])),
            3 => Ok((&self.text[self.start..one], &self.text[one + 1..two], self.text[two + 1..self.end].trim_end())),
            _ => Err((line, "four columns")),
        }
    }

    pub(super) fn words(&self) -> usize {
        self.words
    }

    pub(super) fn word(&self, which: usize) -> &'t str {
        let from = if which == 0 { self.start } else { self.spaces[which - 1] + 1 };
        let to = if which + 1 == self.words { self.tabs[0] } else { self.spaces[which] };
        &self.text[from..to]
    }
}
