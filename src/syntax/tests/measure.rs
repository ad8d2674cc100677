//! Measurements, run by hand in release.

use super::*;

#[test]
#[ignore = "measures on the folder named in MEASURE, in release"]
fn speed() {
    let words = words();
    let folder = std::env::var("MEASURE").unwrap_or_default();
    let files = std::fs::read_dir(folder).expect("a folder").filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
    let texts: Vec<String> = files.collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    for _ in 0..rounds {
        let start = std::time::Instant::now();
        let parts: usize = texts.iter().map(|text| parse(text, words).sentences.len()).sum();
        let seconds = start.elapsed().as_secs_f64();
        println!("{} texts, {bytes} bytes, {parts} sentences: {:.0} MB/s", texts.len(), bytes as f64 / seconds / 1e6);
    }
}

/// Texts that a grammar would go exponential or quadratic on.
fn hostile(size: usize) -> Vec<(&'static str, String)> {
    let pieces = [
        "（",
        "：",
        " ",
        "\t",
        "|",
        "| a \n",
        "目录\n",
        "1.1.1.1.",
        "１",
        "□",
        "□是",
        "《",
        "一、\n",
        "一、项目概况\n",
        "1.\n",
        "- 1 -\n",
        "\n",
        "\r",
        "项目名称 ",
        "项目名称\n",
        "一级指标 二级指标 三级指标\n",
        "一级指标\n",
        "。",
        "；",
        "“",
        "年",
        "....1\n",
        "第一章\n",
        "2023年1月1日\n",
        "某某局\n",
        "签字：",
        "县财政局：\n",
        "|---|---|\n",
        "a\tb\n",
        "10 ",
        "总分 1 ",
        "数量指标 ≥1 ",
        "附件：1.\n",
        "完成了改造，全部建成并投入使用取得了良好成效，\n",
        "第1页\n",
        "首页 打印 分享\n",
        "1\n\n\n\n\n\n\n",
    ];
    pieces.iter().map(|piece| (*piece, piece.repeat(size / piece.len()))).collect()
}

#[test]
#[ignore = "measures, in release"]
fn hostile_texts_take_linear_time() {
    let words = words();
    for ((piece, small), (_, large)) in hostile(200_000).into_iter().zip(hostile(1_600_000)) {
        let time = |text: &str| {
            let start = std::time::Instant::now();
            let parts = parse(text, words).blocks.len();
            (start.elapsed().as_secs_f64(), parts)
        };
        let (first, second) = (time(&small).0, time(&large).0);
        println!("{piece:?}: {:.0} ms, {:.0} ms, × {:.1}", first * 1e3, second * 1e3, second / first);
    }
}
