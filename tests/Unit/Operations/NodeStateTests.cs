using Skiller.Contracts.Operations;
using Skiller.Silo.Operations;
using Xunit;

namespace Skiller.Tests.Unit.Operations;

/// <summary>When users are sent to a node (RELIABILITY.md 4.3): three looks that fail take it from them, two that succeed give it back.</summary>
public sealed class NodeStateTests
{
    private static readonly LogHealth _well = new(IsReadable: true, IsWritable: true);

    [Fact]
    public void A_node_is_ready_with_its_first_look_and_not_before_it_serves()
    {
        var state = new NodeState();
        state.Saw(hasCluster: true, _well);
        Assert.False(state.IsReady);
        state.Serve();
        Assert.True(state.IsReady);
    }

    [Fact]
    public void Two_looks_that_fail_change_nothing_and_the_third_does()
    {
        var state = Ready();
        Assert.Equal((true, true, false), (Fail(state), Fail(state), Fail(state)));
    }

    [Fact]
    public void One_look_that_succeeds_does_not_bring_it_back_and_two_in_a_row_do()
    {
        var state = Ready();
        _ = (Fail(state), Fail(state), Fail(state));
        Assert.Equal((false, false, false, true), (Succeed(state), Fail(state), Succeed(state), Succeed(state)));
    }

    [Fact]
    public void Fails_that_do_not_follow_each_other_do_not_add_up()
    {
        var state = Ready();
        Assert.Equal((true, true, true, true, true), (Fail(state), Fail(state), Succeed(state), Fail(state), Fail(state)));
    }

    [Fact]
    public void A_look_that_is_sure_tells_alone()
    {
        var state = Ready();
        state.Saw(hasCluster: false, NodeState.NoLog, isSure: true);
        Assert.False(state.IsReady);
    }

    [Fact]
    public void Whether_acts_are_accepted_is_told_by_each_look()
    {
        var state = Ready();
        state.Saw(hasCluster: true, new LogHealth(IsReadable: true, IsWritable: false) { IsClosed = true });
        Assert.Equal((true, true, false, "read-only"), (state.IsReady, state.IsReadOnly, state.IsWritable, state.Word));
        state.Saw(hasCluster: true, _well);
        Assert.Equal((true, "ready"), (state.IsWritable, state.Word));
        state.Drain();
        Assert.Equal((false, "draining"), (state.IsReady, state.Word));
    }

    private static NodeState Ready()
    {
        var state = new NodeState();
        state.Saw(hasCluster: true, _well);
        state.Serve();
        return state;
    }

    private static bool Fail(NodeState state)
    {
        state.Saw(hasCluster: false, NodeState.NoLog);
        return state.IsReady;
    }

    private static bool Succeed(NodeState state)
    {
        state.Saw(hasCluster: true, _well);
        return state.IsReady;
    }
}
