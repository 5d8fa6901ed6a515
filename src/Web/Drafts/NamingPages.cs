using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Questions;
using Skiller.Web.Site;

namespace Skiller.Web.Drafts;

/// <summary>While somebody types <c>@</c> in a text: whom they may mean. For members alone; it only helps.</summary>
internal static class NamingPages
{
    public static void MapNamingPages(this IEndpointRouteBuilder pages) =>
        pages.MapGroup("").WithMetadata(MembersPage.It).MapGet("/writing/members", Propose);

    private static async Task<IResult> Propose(ApiCall call, Authors authors, QuestionMemory memory, string? name, string? question)
    {
        var actor = await call.Member();
        var begun = MemberEndpoints.NameOf(name) ?? "";
        var query = new MemberProposalQuery(begun, await Participants(call, memory, question), actor.Member);
        var found = await call.Look((grains, ct) => grains.Directory().Proposed(query, ct));
        return Htmx.Part<MemberProposals>(found.Select(authors.Shape).ToArray());
    }

    // Whoever asked, answered or commented, in the order of the page. No question, or one that is not there: nobody.
    private static async Task<ImmutableArray<MemberId>> Participants(ApiCall call, QuestionMemory memory, string? id)
    {
        if (id is not { Length: > 0 })
        {
            return [];
        }

        try
        {
            var question = (await memory.Visit(call, PathIds.Question(id), 0)).Question;
            return
            [
                .. question.Comments.Select(static comment => comment.Author).Prepend(question.Author)
                    .Concat(question.Answers.SelectMany(static answer => answer.Comments.Select(static comment => comment.Author).Prepend(answer.Author)))
                    .OfType<AuthorJson>().Select(static author => new MemberId(long.Parse(author.Id, CultureInfo.InvariantCulture))).Distinct(),
            ];
        }
        catch (RequestRefusedException)
        {
            return [];
        }
    }
}
