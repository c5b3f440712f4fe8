//! Everything but words: links, numbers, mentions, emoji, marks.

use super::{BOOST, DAMP, NEGATION, RING, Receipts, Signals, VERB, Window, YOU};
use crate::lexicon::Mark;
use crate::span::Span;
use crate::text::{Style, Token, TokenKind};

impl<R: Receipts> Signals<'_, R> {
    /// Any token but a word.
    pub(super) fn other(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Word | TokenKind::Run => self.word(token),
            TokenKind::Number => self.number(token),
            TokenKind::ShortNumber => self.short_number(token),
            TokenKind::Money => self.contact_free(token, Mark::Money),
            TokenKind::Percent => self.contact_free(token, Mark::Percent),
            TokenKind::Phone => self.contact(token, Mark::Phone),
            TokenKind::Email => self.contact(token, Mark::Email),
            TokenKind::Url => self.link(token),
            TokenKind::Mention => self.mention(token),
            TokenKind::Hashtag => self.hashtag(token),
            TokenKind::Emoji => self.emoji(token),
            TokenKind::Placeholder => self.add(Mark::Placeholder, token.span, 1.0),
            TokenKind::Signature => self.add(Mark::Signature, token.span, 1.0),
            TokenKind::Code => self.counts.code += 1,
            TokenKind::Bang => {
                self.bang(token.span, token.key);
                self.end_sentence();
            }
            TokenKind::Query => self.query(token),
            TokenKind::Dots => self.add(Mark::Ellipsis, token.span, 1.0),
            TokenKind::Aside => self.add(Mark::Aside, token.span, 1.0),
            TokenKind::Break => {
                self.end_sentence();
                self.end_phrases();
            }
        }
    }

    fn contact_free(&mut self, token: &Token, mark: Mark) {
        self.push(token);
        self.add(mark, token.span, 1.0);
        self.phrase_only(token);
    }

    fn link(&mut self, token: &Token) {
        self.push(token);
        self.counts.links += 1;
        let style = token.style;
        if style.has(Style::DEFANGED) {
            return self.add(Mark::Report, token.span, 1.0);
        }
        self.add(Mark::Link, token.span, 1.0);
        for (kind, mark) in
            [(Style::SHORT, Mark::ShortLink), (Style::RISKY, Mark::RiskyLink), (Style::CONTACT, Mark::ContactLink)]
        {
            if style.has(kind) {
                self.add(mark, token.span, 1.0);
            }
        }
        self.offered(style, 1.0);
        self.object(token.span, 0.8, 1);
    }

    fn contact(&mut self, token: &Token, mark: Mark) {
        self.push(token);
        self.add(mark, token.span, 1.0);
        self.offered(token.style, 1.0);
        self.object(token.span, 0.8, 1);
    }

    fn short_number(&mut self, token: &Token) {
        let called = self.windows[VERB].reaches(self.word + 1, 5);
        if called {
            self.contact(token, Mark::ShortCode);
        } else {
            self.number(token);
        }
    }

    fn number(&mut self, token: &Token) {
        self.push(token);
        let decorated = self.counts.sign_end == token.span.start && self.counts.sign_end > 0;
        // A styled digit takes four bytes.
        let digits = token.span.len() / if token.style.has(Style::DECODED) { 4 } else { 1 };
        let named = decorated || self.spelled_out(digits);
        self.add(if named { Mark::NumberedName } else { Mark::Number }, token.span, 1.0);
        self.phrase_only(token);
    }

    /// Whether four letters or more were spelled out just before, and now two digits with them.
    fn spelled_out(&mut self, digits: usize) -> bool {
        const DIGIT: u32 = 1 << 16;
        let counts = &mut self.counts;
        let (before, follows) = (counts.spelled, counts.spelled_at + 1 == self.word);
        let letters = follows && before % DIGIT >= 4;
        if letters && digits == 1 {
            counts.spelled_at = self.word;
            counts.spelled += DIGIT;
        }
        letters && (matches!(digits, 2..=3) || (digits == 1 && before / DIGIT == 1))
    }

    /// Phrases that end with a placeholder: "text <n>".
    fn phrase_only(&mut self, token: &Token) {
        self.ends_phrase(token, self.back(1));
    }

    fn mention(&mut self, token: &Token) {
        self.push(token);
        self.counts.mentions += 1;
        let leads = token.style.has(Style::LEADS) && !token.style.has(Style::QUOTED);
        self.counts.leads |= leads;
        self.add(if leads { Mark::LeadMention } else { Mark::Mention }, token.span, 1.0);
        self.phrase_only(token);
    }

    fn hashtag(&mut self, token: &Token) {
        self.push(token);
        self.counts.hashtags += 1;
        self.add(Mark::Hashtag, token.span, 1.0);
        if token.entry.is_marked() {
            self.marks(token.style, token.entry, token.span, 1);
        }
    }

    fn emoji(&mut self, token: &Token) {
        self.counts.emoji += 1;
        self.counts.sign_end = if token.span.start == self.counts.word_end { token.span.end } else { 0 };
        self.add(Mark::EmojiSeen, token.span, 1.0);
        if token.entry.is_marked() && self.counts.emoji <= 6 {
            self.marks(token.style, token.entry, token.span, 1);
        }
    }

    fn bang(&mut self, span: Span, count: u64) {
        self.add(Mark::Bang, span, count.min(4) as f64);
    }

    fn query(&mut self, token: &Token) {
        if token.key > 0 {
            self.bang(token.span, token.key);
        }
        self.add(Mark::Question, token.span, 1.0);
        if !token.style.has(Style::QUOTED) {
            self.counts.questions += 1;
        }
        if self.windows[YOU].reaches(self.word, 12) {
            self.add(Mark::Pair, Span::new(self.windows[YOU].start, token.span.end), 1.0);
        }
        self.end_sentence();
    }

    /// "in order. Now we go": no phrase goes on beyond a full stop or a line.
    fn end_phrases(&mut self) {
        self.ring[self.word as usize % RING].bit = 0;
    }

    fn end_sentence(&mut self) {
        for within in [NEGATION, BOOST, DAMP, VERB] {
            self.windows[within] = Window::default();
        }
    }
}
