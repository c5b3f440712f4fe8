//! Scores: what they promise whatever the text.

use realtalk::{Band, Contribution, Error, Mark, Post, Quality, Scorer, Weights};

fn spam(text: &str) -> f64 {
    Scorer::default().score_text(text).spam_risk.score.get()
}

#[test]
fn one_link_is_not_spam() {
    assert!(spam("the paper I mentioned: https://a.example/paper.pdf") < 0.4);
}

#[test]
fn two_kinds_of_evidence_are_needed_to_pass_the_middle() {
    assert!(spam("click here, click now, click the link, check out my, sign up now") < 2.0 / 3.0);
    assert!(spam("click here to claim your free prize now") > 2.0 / 3.0);
}

#[test]
fn loudness_is_not_spam() {
    assert!((spam("WE WON THE CUP!!!!!! 🎉🎉🎉🎉🎉") - spam("we won the cup")).abs() <= 0.05);
}

#[test]
fn hiding_words_does_not_pay() {
    let plain = spam("click here to claim your free prize");
    for hidden in [
        "ｃｌｉｃｋ ｈｅｒｅ to claim your free prize",
        "c.l.i.c.k h.e.r.e to claim your free prize",
        "сliсk hеrе to claim your frее prizе",
        "cl1ck h3re to cla1m your fr33 pr1ze",
    ] {
        assert!(spam(hidden) >= plain - 0.02, "{hidden}: {} < {plain}", spam(hidden));
    }
}

#[test]
fn quoting_spam_lowers_it_within_a_bound() {
    let bare = "click here to claim your free prize at http://a.example";
    assert!(spam(&format!("look at this spam I got: \"{bare}\" haha")) < spam(bare));
    assert!(spam(&format!("\"{bare}\"")) > 1.0 / 3.0);
}

/// Forty words about beans with nothing to sell.
const PROSE: &str = "I dug it over in March and found a horseshoe, three marbles and more stones than soil. By May \
there were beans, and by June they had climbed past the string and gone looking for the roof again.";

#[test]
fn a_long_text_is_no_spam_for_its_length() {
    let bits =
        ["You can visit the old mill.", "Entry is free.", "He won a prize.", "See https://a.example/mill", "Call him."];
    let close = bits.join(" ");
    let spread = bits.map(|bit| format!("{bit} {PROSE} {PROSE}")).join(" ");
    assert!(spam(&spread) < 1.0 / 3.0, "{}", spam(&spread));
    assert!(spam(&close) > spam(&spread), "{} and {}", spam(&close), spam(&spread));
}

#[test]
fn an_offer_is_not_washed_by_what_stands_around_it() {
    let offer = "Earn $500 a day from home, click here: https://earn.example/now DM me, guaranteed!";
    let washed = format!("{PROSE} {PROSE} {PROSE} {offer} {PROSE} {PROSE} {PROSE}");
    assert!(spam(&washed) >= 2.0 / 3.0 && spam(offer) - spam(&washed) < 0.1, "{} {}", spam(offer), spam(&washed));
    let report = Scorer::default().explain(&Post::new("1", "x", washed.as_str()));
    let first = washed.find(offer).expect("it is in there") as u32;
    let offers =
        report.contributions().iter().filter(|c| c.quality == Quality::SpamRisk && c.signal == Mark::CallToAction);
    assert!(offers.clone().count() > 0 && offers.into_iter().all(|c| c.span.start >= first));
}

#[test]
fn a_name_with_digits_is_a_name() {
    for text in ["thanks, Keltik31", "area51 was a great film", "𝐃𝐎𝐑𝐀"] {
        assert!(spam(text) < 1.0 / 3.0, "{} {text}", spam(text));
    }
    for styled in ["menang lagi di 𝐃𝐎𝐑𝐀𝟖𝟖 bro", "menang lagi di DORA⭐88⭐ bro", "menang lagi di D O R A 8 8 bro"]
    {
        assert!(spam(styled) > spam("menang lagi di Dora bro") + 0.1, "{styled}");
    }
}

#[test]
fn nothing_is_the_prior_without_confidence() {
    let scores = Scorer::default().score_text("");
    for rating in [scores.passion, scores.authenticity, scores.spam_risk, scores.conversational] {
        assert_eq!(rating.confidence.get(), 0.0);
    }
    assert_eq!(scores.spam_risk.band(), Band::Low);
}

#[test]
fn contributions_add_up_to_the_score() {
    let scorer = Scorer::default();
    let text = "@ben I LOVED it!!! but \"buy now\" 50% off, click here http://bit.ly/x — honestly? #ad";
    let post = Post::new("1", "ana", text).answering("0", Some("ben"));
    let report = scorer.explain(&post);
    assert_eq!(report.scores(), &scorer.score(&post));
    for quality in Quality::ALL {
        let of = |c: &&Contribution| c.quality == quality;
        let sum: f64 = report.contributions().iter().filter(of).map(|c| c.weight).sum();
        assert!((report.prior(quality) + sum - report.logit(quality)).abs() < 1e-9);
        let score = 1.0 / (1.0 + (-report.logit(quality)).exp());
        assert!((score - report.rating(quality).score.get()).abs() < 1e-12);
    }
}

#[test]
fn a_report_prints_the_text_with_its_evidence_and_the_sums() {
    let report = Scorer::default().explain(&Post::new("1", "ana", "click here for a free gift"));
    let page = report.to_string();
    assert!(page.starts_with("⟦click here⟧ for a ⟦free gift⟧\n"), "{page}");
    assert!(page.contains("call_to_action: \"click here\""), "{page}");
    let hostile = Scorer::default().explain(&Post::new("1", "x", "\u{202E}evil\u{1b}[31m")).to_string();
    assert!(!hostile.contains('\u{1b}') && !hostile.contains('\u{202E}'));
}

#[test]
fn weights_are_data() -> Result<(), Error> {
    let text = "https://a.example/x";
    let none = Weights::default().with(Quality::SpamRisk, Mark::Link, 0.0)?;
    let tuned = Scorer::default().with_weights(none).score_text(text).spam_risk.score.get();
    assert!(tuned < spam(text));
    let error = Weights::default().with(Quality::SpamRisk, Mark::Link, f64::NAN).unwrap_err();
    assert_eq!(error.to_string(), "weight NaN found for link, wanted a finite number within 20 of zero");
    for (quality, mark, _) in Weights::default().rows() {
        assert!(Weights::reason(quality, mark).is_some_and(|why| why.len() > 3), "{quality:?} {mark}");
    }
    Ok(())
}

#[test]
fn weights_come_back_from_json_and_unknown_names_are_refused() -> Result<(), Box<dyn std::error::Error>> {
    let weights = Weights::default().with(Quality::Passion, Mark::Joy, 0.25)?;
    let text = serde_json::to_string(&weights)?;
    assert_eq!(serde_json::from_str::<Weights>(&text)?, weights);
    let error = serde_json::from_str::<Weights>(&text.replace("\"joy\"", "\"mirth\"")).unwrap_err().to_string();
    assert!(error.starts_with("signal \"mirth\" found, wanted a known signal"), "{error}");
    let error = serde_json::from_str::<Weights>(&text.replace("0.25", "99")).unwrap_err().to_string();
    assert!(error.starts_with("weight 99 found for joy"), "{error}");
    Ok(())
}

#[test]
fn links_that_the_text_does_not_show_are_counted_too() {
    let links = |text: &str, listed: &[&str]| {
        let mut post = Post::new("1", "ana", text);
        post.links.extend(listed.iter().map(|url| realtalk::Link { url: (*url).into(), span: None }));
        Scorer::default().score(&post).traits.links
    };
    let [a, b] = ["https://kiln.example/a", "https://kiln.example/b"];
    assert_eq!(links("the photos are up", &[]), 0);
    assert_eq!(links("the photos are up", &[a, b]), 2);
    // The platform lists what the text shows, and perhaps more.
    assert_eq!(links("the photos are up: https://kiln.example/a", &[a]), 1);
    assert_eq!(links("the photos are up: https://kiln.example/a", &[a, b]), 2);
    assert_eq!(links("https://kiln.example/a https://kiln.example/b", &[a]), 2);
    // Past the third they weigh no more and are still counted.
    assert_eq!(links("the photos are up", &[a, b, a, b, a]), 5);
}
