//! From tokens to signals: what was seen, where, and how much of it.

mod passage;
mod rules;
mod signs;
mod whole;

use alloc::vec::Vec;

use self::passage::Passages;
use self::rules::{OWN, RULES, UNITS};
use crate::fold::{Key, key_before};
use crate::lexicon::{Entry, Lexicon, Mark, MarkSet, PHRASE};
use crate::span::Span;
use crate::text::{Sink, Style, Token, TokenKind};

/// Something seen in a post.
///
/// ```
/// use realtalk::{Mark, Signal, Span};
/// let text = "the kiln is still warm";
/// let signal = Signal { mark: Mark::Sense, span: Span::new(4, 8), amount: 1.0 };
/// assert_eq!((signal.span.of(text), signal.mark.name()), ("kiln", "sensory_detail"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Signal {
    /// What it is evidence of.
    pub mark: Mark,
    /// Where it stands; empty for evidence about the post as a whole.
    pub span: Span,
    /// How much of it, in units of one ordinary occurrence. `0.0..`
    pub amount: f64,
}

/// Keeps signals, or does not: scoring throws the receipts away, explaining keeps them.
pub(crate) trait Receipts {
    fn keep(&mut self, signal: Signal);

    /// How many were kept.
    fn kept(&self) -> usize;
}

impl Receipts for () {
    #[inline]
    fn keep(&mut self, _: Signal) {}

    #[inline]
    fn kept(&self) -> usize {
        0
    }
}

impl Receipts for Vec<Signal> {
    fn keep(&mut self, signal: Signal) {
        self.push(signal);
    }

    fn kept(&self) -> usize {
        self.len()
    }
}

/// A mark that words bore, so that a phrase does not count the words in it again.
#[derive(Clone, Copy)]
struct Trace {
    word: u32,
    mark: Mark,
    amount: f64,
}

/// One word back: what phrases and windows look at.
#[derive(Clone, Copy, Default)]
struct Back {
    key: Key,
    /// The bit by which entries know whether it stands before them; none, if it is in no phrase.
    bit: u64,
    start: u32,
    style: Style,
}

impl Back {
    /// Whether a sentence opens with it.
    const fn opens(self) -> bool {
        self.style.has(Style::FIRST) || self.style.has(Style::LEADS)
    }
}

/// A window that a word opens over the words after it; `word` is where, `0` never.
#[derive(Clone, Copy, Default)]
struct Window {
    word: u32,
    start: u32,
    strength: f64,
}

impl Window {
    const fn reaches(self, word: u32, len: u32) -> bool {
        self.word > 0 && word - self.word <= len
    }

    /// Whether it was opened before a phrase of `words` that ends at `word`, no more than `len` before.
    const fn precedes(self, word: u32, words: u32, len: u32) -> bool {
        self.word > 0 && word - self.word >= words && word - self.word < words + len
    }
}

/// Plain counts of a reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) words: u32,
    pub(crate) known: u32,
    /// Words that stand in a table, if only in phrases.
    met: u32,
    pub(crate) links: u32,
    pub(crate) mentions: u32,
    pub(crate) hashtags: u32,
    pub(crate) questions: u32,
    pub(crate) leads: bool,
    caps: u32,
    titles: u32,
    lower: u32,
    quoted: u32,
    emoji: u32,
    code: u32,
    /// Words in disguise that no table knows.
    masked: u32,
    /// Letters with spaces between them, in a row.
    spelled: u32,
    /// Which word the last of them was.
    spelled_at: u32,
    /// Where the last unknown word ends, and the emoji behind it.
    word_end: u32,
    sign_end: u32,
}

/// Words that phrases look back on.
const RING: usize = 8;

/// Windows that words open over the words after them; the last is for marks that open none.
const WINDOWS: usize = 8;
const NEGATION: usize = 0;
const BOOST: usize = 1;
const DAMP: usize = 2;
const VERB: usize = 3;
const ME: usize = 4;
const YOU: usize = 5;

/// Marks that phrases look back on: more than six words in a row bear.
const TRACES: usize = 16;

/// Sums of every signal of one text, and the receipts if they are kept.
pub(crate) struct Signals<'l, R> {
    lexicon: &'l Lexicon,
    sums: [f64; Mark::COUNT],
    seen: MarkSet,
    traces: [Trace; TRACES],
    traced: usize,
    /// The word that the last of them was traced for.
    last_traced: u32,
    ring: [Back; RING],
    word: u32,
    pub(crate) counts: Counts,
    /// Soliciting evidence inside quotations, for the discount.
    pub(crate) quoted_offer: f64,
    offer: f64,
    passages: Passages,
    windows: [Window; WINDOWS],
    pub(crate) receipts: R,
}

impl<'l, R: Receipts> Signals<'l, R> {
    #[inline(always)]
    pub(crate) fn new(lexicon: &'l Lexicon, receipts: R) -> Self {
        Self {
            lexicon,
            sums: [0.0; Mark::COUNT],
            seen: MarkSet::of(&[]),
            traces: [Trace { word: 0, mark: Mark::Joy, amount: 0.0 }; TRACES],
            traced: 0,
            last_traced: 0,
            ring: [Back::default(); RING],
            word: 0,
            counts: Counts::default(),
            quoted_offer: 0.0,
            offer: 0.0,
            passages: Passages::new(),
            windows: [Window::default(); WINDOWS],
            receipts,
        }
    }

    /// How much of a mark was seen.
    pub(crate) const fn sum(&self, mark: Mark) -> f64 {
        self.sums[mark as usize]
    }

    /// Whether spam risk counts a passage of the text, not all of it.
    #[inline]
    pub(crate) const fn is_long(&self) -> bool {
        self.passages.many()
    }

    /// How much of a mark counts for spam risk: what the passage that solicits most holds.
    #[inline]
    pub(crate) fn solicited(&self, mark: Mark) -> f64 {
        self.passages.sum(mark).unwrap_or(self.sums[mark as usize])
    }

    /// Whether a signal, the receipt of that number, counts for spam risk.
    pub(crate) fn is_in_passage(&self, receipt: usize, mark: Mark) -> bool {
        self.passages.sum(mark).is_none() || self.passages.holds(receipt)
    }

    /// The marks that were seen.
    pub(crate) const fn seen(&self) -> MarkSet {
        self.seen
    }

    /// Share of the soliciting evidence that stands in quotations, `0.0..=1.0`.
    pub(crate) fn quoted_share(&self) -> f64 {
        let own_words = self.counts.words.saturating_sub(self.counts.quoted);
        if self.offer > 0.0 && own_words >= 3 { self.quoted_offer / self.offer } else { 0.0 }
    }

    #[inline]
    pub(crate) fn add(&mut self, mark: Mark, span: Span, amount: f64) {
        if amount > 0.0 {
            self.sums[mark as usize] += amount;
            self.seen.add(mark);
            self.receipts.keep(Signal { mark, span, amount });
        }
    }

    /// Adds a mark that `words` words bear together; what overlaps the last one counts only for what it is more.
    #[inline]
    fn add_words(&mut self, mark: Mark, span: Span, amount: f64, words: u32) {
        let more = amount - self.traced_within(mark, words);
        if more > 0.0 {
            self.traces[self.traced % TRACES] = Trace { word: self.word, mark, amount };
            self.traced += 1;
            self.last_traced = self.word;
            self.add(mark, span, more);
        }
    }

    /// How much of a mark was last seen within so many words.
    #[inline]
    fn traced_within(&self, mark: Mark, words: u32) -> f64 {
        if self.word - self.last_traced >= words {
            return 0.0;
        }
        for back in 1..=TRACES {
            let trace = self.traces[self.traced.wrapping_sub(back) % TRACES];
            if trace.word == 0 || self.word - trace.word >= words {
                break;
            }
            if trace.mark == mark {
                return trace.amount;
            }
        }
        0.0
    }

    // --- words ---

    #[inline(always)]
    fn word(&mut self, token: &Token) {
        let before = self.back(0);
        self.push(token);
        self.counts.words += 1;
        let unknown = !token.entry.is_marked() && !token.entry.is_longer();
        self.counts.word_end = if unknown { token.span.end } else { 0 };
        if token.style != Style::none() || token.span.len() == 1 {
            self.shape(token.style, token.span, token.entry);
        }
        let mut known = token.entry.is_marked();
        if known {
            self.marks(token.style, token.entry, token.span, 1);
        }
        known |= self.ends_phrase(token, before);
        self.counts.known += u32::from(known);
        self.counts.met += u32::from(token.entry.is_known());
    }

    /// Whether phrases end with this token, that word before it; they are taken in.
    #[inline(always)]
    fn ends_phrase(&mut self, token: &Token, before: Back) -> bool {
        if !token.entry.may_follow(before.bit) {
            return false;
        }
        let pair = key_before(token.key, before.key);
        let entry = self.lexicon.exact(pair);
        entry.is_known() && self.phrases(pair, token.style, entry, token.span.end)
    }

    /// A word before the last one; the empty one before the first.
    #[inline]
    const fn back(&self, words: u32) -> Back {
        self.ring[self.word.wrapping_sub(words) as usize % RING]
    }

    /// Every phrase that ends with these two words, and with more before them.
    #[inline(never)]
    fn phrases(&mut self, pair: Key, style: Style, entry: Entry, end: u32) -> bool {
        let (mut tail, mut entry, mut found) = (pair, entry, false);
        for words in 2..=PHRASE as u32 {
            if entry.is_marked() {
                let start = self.back(words - 1).start;
                self.marks(style, entry, Span::new(start, end), words);
                found = true;
            }
            let back = self.back(words);
            if !entry.may_follow(back.bit) {
                break;
            }
            tail = key_before(tail, back.key);
            entry = self.lexicon.exact(tail);
        }
        found
    }

    #[inline]
    fn push(&mut self, token: &Token) {
        if self.word == self.passages.turn {
            self.passages.step(&self.sums, self.offer, self.receipts.kept());
        }
        self.word += 1;
        let (key, bit) = (token.key, token.entry.bit_of(token.key));
        self.ring[self.word as usize % RING] = Back { key, bit, start: token.span.start, style: token.style };
    }

    /// What the way of writing tells, whatever the word.
    #[inline(never)]
    fn shape(&mut self, style: Style, span: Span, entry: Entry) {
        let counts = &mut self.counts;
        counts.quoted += u32::from(style.has(Style::QUOTED));
        counts.titles += u32::from(style.has(Style::TITLE));
        counts.caps += u32::from(style.has(Style::CAPS));
        let unknown = !entry.is_marked() && !entry.is_longer();
        counts.masked += u32::from(style.has(Style::PATCHED) && unknown);
        let initials = style.has(Style::INITIALS);
        if initials || span.len() == 1 || style.has(Style::DECODED) && span.len() <= 4 {
            let letters = if initials { (span.end - span.start).div_ceil(2) } else { 1 };
            counts.spelled = if counts.spelled_at + 1 == self.word { counts.spelled + letters } else { letters };
            counts.spelled_at = self.word;
        }
        if style.has(Style::FIRST) && !style.has(Style::TITLE) {
            counts.lower += 1;
        }
        if style.has(Style::CAPS) && span.len() > 3 {
            self.add(Mark::Shout, span, 0.5);
        } else if style.has(Style::TITLE) && !style.has(Style::FIRST) && !entry.is_marked() && span.len() > 2 {
            // "Hi Marta" speaks to her.
            let greeted = self.traced_within(Mark::Greet, 2) > 0.0;
            self.add(if greeted { Mark::Vocative } else { Mark::Name }, span, 1.0);
        }
        if style.has(Style::NUMBERED) {
            self.add(Mark::NumberedName, span, 1.0);
        }
        if style.has(Style::STRETCHED) {
            self.add(Mark::Stretch, span, 1.0);
        }
    }

    /// What a word or phrase bears; nearly always one mark, which is weighed in place.
    #[inline(always)]
    fn marks(&mut self, style: Style, entry: Entry, span: Span, words: u32) {
        match entry.mark() {
            Some((mark, strength)) => self.mark(style, mark, strength, span, words),
            None => self.listed_marks(style, entry, span, words),
        }
    }

    #[inline(never)]
    fn listed_marks(&mut self, style: Style, entry: Entry, span: Span, words: u32) {
        for (mark, strength) in self.lexicon.marks(entry) {
            self.mark(style, mark, strength, span, words);
        }
    }

    #[inline(always)]
    fn mark(&mut self, style: Style, mark: Mark, strength: u8, span: Span, words: u32) {
        let rule = RULES[mark as usize];
        let unit = UNITS[usize::from(rule.felt)][usize::from(strength & 15)];
        self.windows[usize::from(rule.window) % WINDOWS] = self.window(span, unit);
        if rule.special {
            self.special(style, mark, span, unit, words);
        } else {
            self.add_words(mark, span, unit, words);
        }
    }

    /// A mark that depends on where it stands.
    #[inline(never)]
    fn special(&mut self, style: Style, mark: Mark, span: Span, unit: f64, words: u32) {
        match mark {
            Mark::Joy | Mark::Ire | Mark::Woe | Mark::Devotion => self.feeling(style, mark, span, unit, words),
            Mark::Past => {
                self.past(span, unit);
                self.add_words(mark, span, unit, words);
            }
            Mark::Ack | Mark::Greet | Mark::Quote => {
                let unit = unit * self.place(mark, words);
                self.add_words(mark, span, unit, words);
            }
            Mark::Verb => {
                self.verb(style, span, unit);
                self.solicit(style, mark, span, unit, words);
            }
            Mark::Object => {
                self.object(span, unit, words);
                self.solicit(style, mark, span, unit, words);
            }
            _ => self.solicit(style, mark, span, unit, words),
        }
    }

    /// How much counts of a mark for where it stands: "no", "that" and "morning" react or greet where a
    /// sentence opens with them; "RT @ana" after words of one's own takes up what she wrote.
    fn place(&self, mark: Mark, words: u32) -> f64 {
        match mark {
            Mark::Ack | Mark::Greet if self.back(words - 1).opens() => 1.0,
            Mark::Ack | Mark::Greet if words == 1 => 0.0,
            Mark::Ack | Mark::Greet => 0.3,
            Mark::Quote if self.word <= words => 0.0,
            _ => 1.0,
        }
    }

    fn window(&self, span: Span, strength: f64) -> Window {
        Window { word: self.word, start: span.start, strength }
    }

    /// A feeling, strengthened, weakened or turned by the words before it.
    fn feeling(&mut self, style: Style, mark: Mark, span: Span, unit: f64, words: u32) {
        let mut amount = unit;
        if self.windows[BOOST].precedes(self.word, words, 2) {
            amount *= 1.0 + 0.4 * self.windows[BOOST].strength;
        }
        if self.windows[DAMP].precedes(self.word, words, 2) {
            amount *= 1.0 - 0.3 * self.windows[DAMP].strength.min(1.5);
        }
        if self.windows[ME].precedes(self.word, words, 5) {
            amount *= OWN;
        }
        if style.has(Style::STRETCHED) || style.has(Style::CAPS) {
            amount *= 1.25;
        }
        if style.has(Style::QUOTED) {
            amount *= 0.5;
        }
        if self.windows[NEGATION].precedes(self.word, words, 3) && words < 3 {
            return self.negated(mark, span, amount, words);
        }
        self.add_words(mark, span, amount, words);
    }

    /// "not great" is a mild dislike; "no problem" is hardly anything.
    fn negated(&mut self, mark: Mark, span: Span, amount: f64, words: u32) {
        let span = Span::new(self.windows[NEGATION].start.min(span.start), span.end);
        match mark {
            Mark::Joy => self.add_words(Mark::Woe, span, amount * 0.5, words),
            Mark::Devotion => self.add_words(Mark::Woe, span, amount * 0.3, words),
            _ => self.add_words(mark, span, amount * 0.3, words),
        }
    }

    /// "I went": told by the one who was there.
    fn past(&mut self, span: Span, unit: f64) {
        if self.windows[ME].reaches(self.word, 4) {
            let span = Span::new(self.windows[ME].start, span.end);
            self.add_words(Mark::Narrative, span, unit, 4);
        }
    }

    // --- soliciting ---

    fn solicit(&mut self, style: Style, mark: Mark, span: Span, unit: f64, words: u32) {
        // "never share", "do not click": advice, not an offer.
        let advised = words < 4
            && self.windows[NEGATION].reaches(self.word, 1 + words)
            && !matches!(mark, Mark::Guarantee | Mark::Free);
        // "can I call now": what the writer does, not what the reader should.
        let follows = self.windows[ME].precedes(self.word, words, 1) && self.back(words).bit != 0;
        let mine = matches!(mark, Mark::CallToAction) && follows;
        let amount = if advised || mine { unit * 0.3 } else { unit };
        let before = self.sum(mark);
        self.add_words(mark, span, amount, words);
        if !matches!(mark, Mark::Verb | Mark::Object) {
            self.offered(style, self.sum(mark) - before);
            if style.has(Style::DECODED) {
                self.add(Mark::Hidden, span, amount);
            }
        }
    }

    fn offered(&mut self, style: Style, amount: f64) {
        self.offer += amount;
        if style.has(Style::QUOTED) {
            self.quoted_offer += amount;
        }
    }

    /// Whether the word follows "my", "your" or "I": "your order 4821" orders nothing.
    fn is_owned(&self) -> bool {
        [ME, YOU].into_iter().any(|window| self.windows[window].reaches(self.word, 1))
    }

    fn verb(&mut self, style: Style, span: Span, unit: f64) {
        if !self.windows[NEGATION].reaches(self.word, 2) && !self.is_owned() {
            self.windows[VERB] = self.window(span, unit);
        }
        if style.has(Style::FIRST) {
            self.add(Mark::Imperative, span, unit);
        }
    }

    /// A soliciting verb that gets its object within a few words is a call to action.
    fn object(&mut self, span: Span, unit: f64, words: u32) {
        if self.windows[VERB].reaches(self.word, 5) && self.word > self.windows[VERB].word {
            let span = Span::new(self.windows[VERB].start, span.end);
            let amount = (self.windows[VERB].strength + unit) * 0.5;
            let before = self.sum(Mark::CallToAction);
            self.add_words(Mark::CallToAction, span, amount, words + self.word - self.windows[VERB].word);
            self.offer += self.sum(Mark::CallToAction) - before;
        }
    }
}

impl<R: Receipts> Sink for Signals<'_, R> {
    #[inline(always)]
    fn token(&mut self, token: &Token) {
        if token.kind == TokenKind::Word { self.word(token) } else { self.other(token) }
    }
}
