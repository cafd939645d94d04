//! Makes a handbook of any size for measurements: `cargo bench --bench generate -- DIR COUNT`.
//!
//! The same count always gives the same files: Chinese and English mixed, two to four kilobytes a
//! guide, 250 guides a folder.

mod dice;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use dice::Dice;

/// What procedures are about.
const MATTERS: &[(&str, &str)] = &[
    ("场地", "venue"),
    ("器材", "equipment"),
    ("档案", "archive"),
    ("奖学金", "scholarship"),
    ("校车", "school bus"),
    ("食堂", "canteen"),
    ("图书", "library"),
    ("实验室", "laboratory"),
    ("体检", "health check"),
    ("保险", "insurance"),
    ("竞赛", "contest"),
    ("社团", "student club"),
    ("宿舍", "dormitory"),
    ("奖状", "award"),
    ("教材", "textbook"),
    ("讲座", "lecture"),
    ("帆船", "sailing"),
    ("围棋", "board game"),
    ("合唱", "choir"),
    ("足球", "football"),
    ("书法", "calligraphy"),
    ("舞蹈", "dance"),
    ("泳池", "swimming pool"),
    ("菜园", "garden"),
    ("广播", "broadcast"),
    ("校徽", "badge"),
    ("校服", "uniform"),
    ("门禁", "gate"),
];

/// What is done about them.
const ACTIONS: &[(&str, &str)] = &[
    ("申请", "application"),
    ("登记", "registration"),
    ("变更", "change"),
    ("注销", "cancellation"),
    ("补发", "replacement"),
    ("审核", "review"),
    ("借用", "loan"),
    ("转让", "handover"),
    ("年检", "yearly inspection"),
    ("备案", "filing"),
    ("延期", "extension"),
    ("投诉", "complaint"),
];

/// For whom.
const PEOPLE: &[(&str, &str)] = &[
    ("小学生", "primary pupil"),
    ("初中生", "junior pupil"),
    ("高中生", "senior pupil"),
    ("教师", "teacher"),
    ("家长", "parent"),
    ("幼儿园", "kindergarten"),
    ("民办学校", "private school"),
    ("培训机构", "training institution"),
    ("志愿者", "volunteer"),
    ("校医", "school doctor"),
    ("外籍学生", "foreign pupil"),
    ("班主任", "class teacher"),
];

/// Words of the running text.
const WORDS: &[(&str, &str)] = &[
    ("核对材料", "checks the papers"),
    ("现场查看", "looks at the place"),
    ("书面答复", "replies in writing"),
    ("登记入册", "enters it in the register"),
    ("通知学校", "tells the school"),
    ("公示名单", "publishes the list"),
    ("领取证件", "collects the certificate"),
    ("补交复印件", "hands in the copy"),
    ("预约时间", "makes an appointment"),
    ("缴清押金", "pays the deposit"),
    ("盖章存档", "stamps and files it"),
    ("电话确认", "confirms by phone"),
];

/// Papers of the dictionary.
const PAPERS: usize = 40;

/// Returns one of some words.
fn pick<'w>(dice: &mut Dice, words: &'w [(&'w str, &'w str)]) -> (&'w str, &'w str) {
    words.get(dice.roll(words.len())).copied().unwrap_or_default()
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let [folder, count] = arguments.as_slice() else {
        // Without arguments it is only compiled and started, as `cargo bench` does with all of them.
        return Ok(());
    };
    let root = PathBuf::from(folder);
    let count = count.parse().map_err(io::Error::other)?;
    dictionaries(&root)?;
    for number in 0..count {
        let folder = root.join(format!("procedures/{:03}", number / 250));
        if number % 250 == 0 {
            fs::create_dir_all(&folder)?;
        }
        fs::write(folder.join(format!("guide-{number}.yaml")), guide(number))?;
    }
    Ok(())
}

fn dictionaries(root: &Path) -> io::Result<()> {
    fs::create_dir_all(root)?;
    fs::write(
        root.join("handbook.yaml"),
        "id: generated\ntitle: {zh: 生成版, en: Generated}\nedition: \"1\"\nlanguages: [zh, en]\n",
    )?;
    fs::write(
        root.join("offices.yaml"),
        "offices:\n  - {id: bureau, name: {zh: 教育局, en: Education bureau}, kind: bureau, standing: template}\n",
    )?;
    let mut papers = String::from("documents:\n");
    for number in 0..PAPERS {
        let (zh, en) = MATTERS[number % MATTERS.len()];
        let _ = writeln!(
            papers,
            "  - {{id: paper-{number}, name: {{zh: {zh}证明{number}, en: {en} paper {number}}}}}"
        );
    }
    fs::write(root.join("documents.yaml"), papers)?;
    fs::write(
        root.join("laws.yaml"),
        "laws:\n  - id: rules\n    title: {zh: 办事规则, en: Rules}\n    status: in_force\n    checked_on: \"2026-11-23\"\n    articles:\n      - {number: \"1\", gist: {zh: 总则, en: General}}\n",
    )
}

fn guide(number: usize) -> String {
    let mut dice = Dice::new(number as u64);
    let (people, matter, action) =
        (pick(&mut dice, PEOPLE), pick(&mut dice, MATTERS), pick(&mut dice, ACTIONS));
    let mut text = format!(
        "id: guide-{number}\ntitle: {{zh: {}{}{}{number}, en: \"{} {} {} {number}\"}}\naliases: [{}{}, \"{} {}\"]\n\
         summary: {{zh: {}办理{}{}的手续。, en: \"How a {} gets the {} {}.\"}}\nkind: public_service\noffice: bureau\n\
         status: in_force\nchecked_on: \"2026-11-23\"\n",
        people.0,
        matter.0,
        action.0,
        people.1,
        matter.1,
        action.1,
        matter.0,
        action.0,
        matter.1,
        action.1,
        people.0,
        matter.0,
        action.0,
        people.1,
        matter.1,
        action.1,
    );
    text.push_str("documents:\n");
    for paper in 0..3 + dice.roll(4) {
        let _ = writeln!(
            text,
            "  - {{id: paper-{paper}, document: paper-{}, need: required, copies: {}, standing: local}}",
            dice.roll(PAPERS),
            dice.roll(3),
        );
    }
    text.push_str("actors:\n  - {id: applicant, title: {zh: 申请人, en: Applicant}}\n  - {id: office, title: {zh: 教育局, en: Bureau}}\nsteps:\n");
    for step in 0..4 + dice.roll(3) {
        let actor = ["applicant", "office"][step % 2];
        let (one, other) = (pick(&mut dice, WORDS), pick(&mut dice, WORDS));
        let _ = writeln!(
            text,
            "  - {{id: step-{step}, actor: {actor}, text: {{zh: {}，再{}, en: \"{}, then {}\"}}, standing: local}}",
            one.0, other.0, one.1, other.1,
        );
    }
    text.push_str("faq:\n");
    for question in 0..3 + dice.roll(3) {
        let (word, about) = (pick(&mut dice, WORDS), pick(&mut dice, MATTERS));
        let _ = writeln!(
            text,
            "  - {{id: q-{question}, question: {{zh: {}{}要多久, en: \"How long does it take: {} {}\"}}, \
             answer: {{zh: 由{}{}以后{}。, en: \"After the {} {}.\"}}, standing: local}}",
            about.0, word.0, about.1, word.1, people.0, about.0, word.0, about.1, word.1,
        );
    }
    text
}
