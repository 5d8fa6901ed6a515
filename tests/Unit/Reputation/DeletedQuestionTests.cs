using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>What a question's deletion takes with its answers, and its undeletion gives back, entry by entry.</summary>
public sealed class DeletedQuestionTests
{
    private static readonly MemberId _down = new(9);

    [Fact]
    public void A_question_takes_the_points_of_its_answers_along_and_brings_them_back()
    {
        var votes = new Votes().Vote(Votes.OnQuestion, 101, 1).Vote(Votes.OnAnswer, 102, 1).Vote(Votes.OnAnswer, 9, -1);
        votes.Delete(Votes.OnQuestion).Happened(Reached(Votes.Author, _down));
        Assert.Equal("up+5 deleted-5", votes.Entries(Votes.Asker));
        Assert.Equal("up+10 down-2 deleted-10 deleted+2", votes.Entries(Votes.Author));
        Assert.Equal("cost-1 deleted+1", votes.Entries(_down));

        votes.Undelete(Votes.OnQuestion, 4).Happened(Back(5, Votes.Author, _down));
        Assert.Equal("up+5 deleted-5 restored+5", votes.Entries(Votes.Asker));
        Assert.Equal("up+10 down-2 deleted-10 deleted+2 restored+10 restored-2", votes.Entries(Votes.Author));
        Assert.Equal("cost-1 deleted+1 restored-1", votes.Entries(_down));
    }

    [Fact]
    public void An_answer_that_was_deleted_before_is_not_taken_twice_and_comes_back_only_by_itself()
    {
        var votes = new Votes().Vote(Votes.OnAnswer, 102, 1).Delete(Votes.OnAnswer);
        votes.Delete(Votes.OnQuestion).Happened(Reached(Votes.Author));
        votes.Undelete(Votes.OnQuestion, 3).Happened(Back(4, Votes.Author));
        Assert.Equal("up+10 deleted-10", votes.Entries(Votes.Author));

        votes.Undelete(Votes.OnAnswer, 2);
        Assert.Equal("up+10 deleted-10 restored+10", votes.Entries(Votes.Author));
    }

    [Fact]
    public void A_deletion_as_it_was_stored_once_still_takes_the_points_of_the_question_alone()
    {
        var votes = new Votes().Vote(Votes.OnQuestion, 101, 1).Vote(Votes.OnAnswer, 102, 1).Delete(Votes.OnQuestion, Votes.Author);
        Assert.Equal("up+5 deleted-5", votes.Entries(Votes.Asker));
        Assert.Equal("up+10", votes.Entries(Votes.Author));
    }

    [Fact]
    public void Of_two_parts_that_name_one_answer_each_member_is_taken_from_once()
    {
        var votes = new Votes().Vote(Votes.OnAnswer, 102, 1).Vote(Votes.OnAnswer, 9, -1);
        votes.Delete(Votes.OnQuestion).Happened(Reached(Votes.Author, _down)).Happened(Reached(_down));
        votes.Undelete(Votes.OnQuestion, 3).Happened(Back(4, Votes.Author, _down)).Happened(Back(5, _down));
        Assert.Equal("cost-1 deleted+1 restored-1", votes.Entries(_down));
    }

    private static DeletionReached Reached(params MemberId[] members) => new(PostRef.Question, [Votes.Answer], [.. members]);

    private static UndeletionReached Back(long version, params MemberId[] members) => new(PostRef.Question, [.. members], version);
}
