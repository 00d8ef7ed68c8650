package io.windfarm.state;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Whether keyed state may be there in the form of a former version. It is taken over when a key is
 * met that is new to the present form; in a job that began without any, each new key would ask for
 * it in vain, which on disk costs more than all else that is done for it.
 */
public final class FormerState {
  private final ListState<Boolean> begunWithout;
  private final boolean possible;

  private FormerState(ListState<Boolean> begunWithout, boolean possible) {
    this.begunWithout = begunWithout;
    this.possible = possible;
  }

  /** As the checkpoint says that the operator is restored from; none is possible without one. */
  public static FormerState of(FunctionInitializationContext context) throws Exception {
    // Of all subtasks, so that each of more or fewer knows.
    ListState<Boolean> begunWithout =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("begun-without-former", Types.BOOLEAN));
    boolean known = begunWithout.get().iterator().hasNext();
    return new FormerState(begunWithout, context.isRestored() && !known);
  }

  /** False if it is certain that there is none. */
  public boolean isPossible() {
    return possible;
  }

  /** Writes it to the checkpoint that is being made. */
  public void snapshot() throws Exception {
    begunWithout.clear();
    if (!possible) {
      begunWithout.add(true);
    }
  }
}
