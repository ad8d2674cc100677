//! Clean tables with columns that are reckoned from others, and with classes above their lines.

use super::draw::{Draw, cents, percent};
use super::layouts::{report, sum};

const TOWNS: [&str; 5] = ["青山镇", "白石镇", "红旗镇", "东风镇", "云台镇"];

pub fn rate_column(draw: &mut Draw) -> String {
    let rows: Vec<(u64, u64)> =
        (0..5).map(|_| (draw.between(210, 980), draw.between(850, 990))).map(|(all, rate)| (all, all * rate / 1_000)).collect();
    let row = |name: &str, all: u64, done: u64| format!("| {name} | «{all}» | «{done}» | «{}»% |", percent(done, all));
    let lines: Vec<String> = rows.iter().zip(TOWNS).map(|(&(all, done), name)| row(name, all, done)).collect();
    let (all, done) = (rows.iter().map(|row| row.0).sum(), rows.iter().map(|row| row.1).sum());
    report(&format!("附表 完成情况\n| 乡镇 | 计划户数 | 竣工户数 | 竣工率 |\n{}\n{}", lines.join("\n"), row("合计", all, done)))
}

pub fn rest_column(draw: &mut Draw) -> String {
    let rows: Vec<(u64, u64)> =
        (0..5).map(|_| (draw.between(20_000, 90_000), draw.between(850, 990))).map(|(all, rate)| (all, all * rate / 1_000)).collect();
    let row = |name: &str, all: u64, spent: u64| format!("{name}\t«{}»\t«{}»\t«{}»", cents(all), cents(spent), cents(all - spent));
    let lines: Vec<String> = rows.iter().zip(TOWNS).map(|(&(all, spent), name)| row(name, all, spent)).collect();
    let (all, spent) = (rows.iter().map(|row| row.0).sum(), rows.iter().map(|row| row.1).sum());
    report(&format!("附表 资金使用情况（单位：万元）\n乡镇\t可用资金\t支出\t结余\n{}\n{}", lines.join("\n"), row("合计", all, spent)))
}

pub fn share_column(draw: &mut Draw) -> String {
    let parts = draw.several(5, 20_000, 90_000);
    let total = sum(&parts);
    let lines: Vec<String> =
        parts.iter().zip(TOWNS).map(|(&part, name)| format!("| {name} | «{}» | «{}»% |", cents(part), percent(part, total))).collect();
    report(&format!("附表 资金分配（单位：万元）\n| 乡镇 | 金额 | 占比 |\n{}\n| 合计 | «{}» | 100% |", lines.join("\n"), cents(total)))
}

pub fn classes_above_lines(draw: &mut Draw) -> String {
    let mut lines = Vec::new();
    let mut totals = [0, 0];
    for (number, class) in ["一", "二"].iter().zip(["产业发展", "基础设施"]) {
        let rows: Vec<Vec<u64>> = (0..3).map(|_| draw.several(2, 1_000, 9_999)).collect();
        let own = [0, 1].map(|at| rows.iter().map(|row| row[at]).sum::<u64>());
        lines.push(format!("| {number} | {class} | «{}» | «{}» |", cents(own[0]), cents(own[1])));
        for (at, row) in rows.iter().enumerate() {
            lines.push(format!("| {} | {class}{}类 | «{}» | «{}» |", at + 1, ["甲", "乙", "丙"][at], cents(row[0]), cents(row[1])));
        }
        totals = [totals[0] + own[0], totals[1] + own[1]];
    }
    lines.push(format!("| 合计 | | «{}» | «{}» |", cents(totals[0]), cents(totals[1])));
    report(&format!("附表 资金分配（单位：万元）\n| 序号 | 类别 | 中央资金 | 省级资金 |\n{}", lines.join("\n")))
}

pub fn score_table(draw: &mut Draw) -> String {
    let points = [20, 20, 30, 30];
    let scores = [draw.between(150, 199), draw.between(150, 199), draw.between(220, 299), draw.between(220, 299)];
    let tenths = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
    let row =
        |name: &str, points: u64, score: u64| format!("| {name} | {points} | «{}» | «{}»% |", tenths(score), percent(score, points * 10));
    let lines: Vec<String> =
        ["决策", "过程", "产出", "效益"].iter().zip(points).zip(scores).map(|((name, points), score)| row(name, points, score)).collect();
    report(&format!("附表 得分汇总表\n| 一级指标 | 分值 | 得分 | 得分率 |\n{}\n{}", lines.join("\n"), row("合计", 100, sum(&scores))))
}
