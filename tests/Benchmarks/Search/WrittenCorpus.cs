using System.Collections.Immutable;
using System.Net;
using System.Xml.Linq;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Search;
using Skiller.Silo.Demo;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>A question that people wrote, with its answers.</summary>
internal sealed record WrittenQuestion(string Title, string Body, Locale Locale, ImmutableArray<string> Skills, ImmutableArray<string> Answers);

/// <summary>
/// What people wrote: the demo's community, 110 French questions on professional subjects (<c>corpus-fr.md</c>), and the sample of a Stack
/// Exchange site where it is at hand.
/// </summary>
internal sealed class WrittenCorpus
{
    private const long FirstQuestion = 1_001;
    // ./bench runs in the folder of the repository.
    private static readonly string _sample = Path.Combine("..", "shared", "data", "stackexchange-sample", "Posts.xml");

    private WrittenCorpus(ImmutableArray<WrittenQuestion> questions) => Questions = questions;

    public static bool HasSample => File.Exists(_sample);

    public ImmutableArray<WrittenQuestion> Questions { get; }

    public int Posts => Questions.Sum(static question => 1 + question.Answers.Length);

    public static WrittenCorpus Read() => new(
        [.. DemoCommunity.Load().Questions.Concat(DemoScript.Read("corpus-fr.md", EmbeddedText.Of("corpus-fr.md"))).Select(Of), .. HasSample ? Sample() : []]);

    public QuestionId NumberOf(Sought sought) => Questions.Select(static question => question.Title).ToList().IndexOf(sought.Title) is var place and >= 0
        ? NumberOf(place)
        : throw new FormatException($"Nobody asked '{sought.Title}'.");

    /// <summary>All of it, in the order in which it happened.</summary>
    public IEnumerable<SearchChange> Changes()
    {
        for (var i = 0; i < Questions.Length; i++)
        {
            var question = Questions[i];
            yield return new SearchChange.Asked(
                NumberOf(i), question.Title, question.Body, [.. question.Skills.Select(SkillSlug.Parse)], question.Locale, new MemberId(1 + (i % 40)));
            for (var j = 0; j < question.Answers.Length; j++)
            {
                yield return new SearchChange.Answered(NumberOf(i), new AnswerId(500_000 + (i * 100) + j), question.Answers[j]);
            }
        }
    }

    public static QuestionId NumberOf(int place) => new(FirstQuestion + place);

    private static WrittenQuestion Of(DemoQuestion question) => new(
        question.Title, question.Post.Body, question.Locale == "fr" ? Locale.Fr : Locale.En, question.Skills, [.. question.Answers.Select(static answer => answer.Post.Body)]);

    private static IEnumerable<WrittenQuestion> Sample()
    {
        var posts = XDocument.Load(_sample).Root!.Elements().ToList();
        var answers = posts.Where(static post => post.Attribute("PostTypeId")?.Value == "2").ToLookup(static post => post.Attribute("ParentId")?.Value, Html);
        return posts.Where(static post => post.Attribute("PostTypeId")?.Value == "1").Select(post => new WrittenQuestion(
            post.Attribute("Title")!.Value,
            Html(post),
            Locale.En,
            [.. post.Attribute("Tags")!.Value.Split('<', '>').Where(static tag => SkillSlug.TryParse(tag, out _))],
            [.. answers[post.Attribute("Id")!.Value]]));
    }

    private static string Html(XElement post) => WebUtility.HtmlDecode(post.Attribute("Body")?.Value ?? "");
}
