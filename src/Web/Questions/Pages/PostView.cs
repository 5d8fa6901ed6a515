using Microsoft.AspNetCore.Components;
using Skiller.Contracts.Members;
using Skiller.Web.Members;
using Skiller.Web.Members.Pages;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>A question's or an answer's own words, who wrote them, what was said of them, and what the reader may do about it.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Path">Where acts on it go.</param>
/// <param name="Share">Its own address.</param>
internal sealed record PostView(string Id, string Path, string Share)
{
    public required int Score { get; init; }

    /// <summary>The reader's vote, null: none.</summary>
    public required int? Mine { get; init; }

    public required string BodyHtml { get; init; }

    public required AuthorJson? Author { get; init; }

    /// <summary>What the author did.</summary>
    public required string Verb { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What stands behind the author in the question's skills, the most first.</summary>
    public required IEnumerable<MemberSkillStanding> Standings { get; init; }

    public required int Version { get; init; }

    public required CommentsModel Comments { get; init; }

    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Further acts.</summary>
    public MarkupString Acts { get; init; }

    /// <summary>An answer, with its comments as they are shown.</summary>
    public static PostView Of(Words t, string question, AnswerJson answer, IEnumerable<MemberSkillStanding> standings, CommentsModel comments) =>
        new($"answer-{answer.Id}", $"{question}/answers/{answer.Id}", $"/a/{answer.Id}")
        {
            Score = answer.Score,
            Mine = answer.MyVote,
            BodyHtml = answer.BodyHtml,
            Author = answer.Author,
            Verb = t["answer.by"],
            At = answer.CreatedAt,
            Standings = standings,
            Version = answer.Version,
            Comments = comments,
        };

    public MarkupString For(Words t, SiteViewer viewer, FormProof proof)
    {
        var votes = VoteButtons.Of(t, new VoteModel(Id, $"{Path}/vote", Score, Mine, viewer.IsMember && !viewer.Is(Author) && !Comments.IsClosed));
        var history = Version > 1 ? Markup.Of($"<a href=\"{Path}/history\">{t["post.history"]}</a>") : default;
        var edit = viewer.MayEdit(Author)
            ? Markup.Of($"<a href=\"{Path}/edit\">{t["post.edit"]}</a><a href=\"{Path}/delete\">{t["post.delete"]}</a>")
            : default;
        var acts = Markup.Of($"<div class=\"post-acts part\"><a href=\"{Share}\" rel=\"bookmark\">{t["post.link"]}</a>{history}{edit}{Acts}</div>");
        var foot = Markup.Of($"<footer lang=\"{t.Tag}\">{(Skills.Count > 0 ? SkillTag.List(t, Skills) : default)}{acts}{AuthorCard.Of(t, Verb, Author, At, Standings)}</footer>");
        return Markup.Of(
            $"<div class=\"post\" id=\"{Id}\">{votes}<div class=\"post-matter\"><div class=\"prose\">{new MarkupString(BodyHtml)}</div>{foot}{CommentSection.Of(t, viewer, proof, Comments)}</div></div>");
    }
}
