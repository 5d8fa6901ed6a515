using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Questions;

/// <summary>Voting.</summary>
internal static class VoteEndpoints
{
    public static void MapVotes(this IEndpointRouteBuilder api)
    {
        api.MapPut("/questions/{id}/vote", VoteOnQuestion)
            .Act("voteOnQuestion", "Sets one's vote on a question.").Members().Takes<VoteRequest>().Gives<VoteResponse>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Closed, RefusalCode.OwnPost, RefusalCode.Suspended, RefusalCode.RateLimited);
        api.MapPut("/questions/{id}/answers/{answerId}/vote", VoteOnAnswer)
            .Act("voteOnAnswer", "Sets one's vote on an answer.").Members().Takes<VoteRequest>().Gives<VoteResponse>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Closed, RefusalCode.OwnPost, RefusalCode.Suspended, RefusalCode.RateLimited);
    }

    private static Task<IResult> VoteOnQuestion(string id, ApiCall call) => Vote(PathIds.Question(id), PostRef.Question, call);

    private static Task<IResult> VoteOnAnswer(string id, string answerId, ApiCall call) =>
        Vote(PathIds.Question(id), PathIds.Post(answerId), call);

    private static async Task<IResult> Vote(QuestionId question, PostRef post, ApiCall call)
    {
        var receipt = await Set(question, post, call);
        return Answers.Ok(new VoteResponse(receipt.Score, receipt.MyVote), WebJson.Writing.VoteResponse);
    }

    /// <summary>Sets one's vote to what the body of the call says.</summary>
    public static async Task<VoteReceipt> Set(QuestionId question, PostRef post, ApiCall call)
    {
        var fields = await call.Body();
        var value = fields.OneOf("value", -1, 0, 1);
        fields.Check();
        var (actor, limit) = await call.ActingPerhaps(LimitedAct.Vote);
        var receipt = await Cast(call, question, new CastVote(actor, post, value, IsBeyondAllowance: limit is not null), limit);
        if (!receipt.Changed)
        {
            await call.GiveBack();
        }

        return receipt;
    }

    private static async Task<VoteReceipt> Cast(ApiCall call, QuestionId question, CastVote vote, Problem? limit)
    {
        try
        {
            return await call.Write(repeatable: true, grains => grains.Question(question).Vote(vote, CancellationToken.None));
        }
        catch (RequestRefusedException refused) when (limit is not null && refused.Problem.Code == limit.Code)
        {
            // The account knows when to come back.
            throw new RequestRefusedException(limit);
        }
    }
}
