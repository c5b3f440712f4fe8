//! Fitting weights to labels of one's own.

use realtalk::{Error, Mark, Post, Quality, Scorer, calibrate};

fn posts() -> Vec<(Post<'static>, bool)> {
    let ordinary = [
        "the slides are here: https://a.example/talk",
        "did you see https://b.example/x yet?",
        "my notes https://c.example/n",
    ];
    let spam = ["win a free prize, follow me", "follow back, sub4sub", "click here for your gift"];
    let label = |texts: [&'static str; 3], is: bool| texts.map(|text| (Post::new("1", "x", text), is));
    (0..10).flat_map(|_| [label(ordinary, false), label(spam, true)].concat()).collect()
}

#[test]
fn a_place_full_of_links_learns_that_links_are_ordinary() -> Result<(), Error> {
    let scorer = Scorer::default();
    let fitted = calibrate(&scorer, Quality::SpamRisk, &posts(), 0.01)?;
    let link = |weights: &realtalk::Weights| weights.of(Quality::SpamRisk).get(Mark::Link);
    assert!(link(&fitted.weights) < link(scorer.weights()));
    assert!(link(&fitted.weights) >= 0.0);
    assert!(fitted.left_out.auc >= fitted.before.auc);
    assert!(fitted.left_out.calibration_error < fitted.before.calibration_error);
    assert_eq!(fitted.weights.of(Quality::Passion), scorer.weights().of(Quality::Passion));
    assert_eq!(fitted, calibrate(&scorer, Quality::SpamRisk, &posts(), 0.01)?);
    Ok(())
}

#[test]
fn too_few_labels_are_refused_with_their_numbers() {
    let error = calibrate(&Scorer::default(), Quality::SpamRisk, &posts()[..4], 0.1).unwrap_err();
    assert_eq!(error.to_string(), "1 posts that are so and 3 that are not found, wanted five of each at least");
}
