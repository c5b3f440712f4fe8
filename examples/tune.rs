//! A place where links are daily bread weighs them less; one that hates begging weighs it more.

use realtalk::{Error, Lexicon, Mark, Quality, Scorer, Weights};

fn main() -> Result<(), Error> {
    let weights =
        Weights::default().with(Quality::SpamRisk, Mark::Link, 0.1)?.with(Quality::SpamRisk, Mark::Beg, 3.0)?;
    let mut lexicon = Lexicon::builtin().clone();
    lexicon.add("cone six\tdevote\t6\tpotters live for it")?;
    let (usual, tuned) = (Scorer::default(), Scorer::default().with_weights(weights).with_lexicon(lexicon));
    for text in [
        "the slides are at https://a.example/talk",
        "sub to my channel and follow me back",
        "finally got cone six right",
    ] {
        let (before, after) = (usual.score_text(text), tuned.score_text(text));
        println!("{text}");
        println!("  spam risk {:.2} -> {:.2}", before.spam_risk.score, after.spam_risk.score);
        println!("  passion   {:.2} -> {:.2}", before.passion.score, after.passion.score);
    }
    Ok(())
}
