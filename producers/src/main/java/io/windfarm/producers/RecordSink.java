package io.windfarm.producers;

/** Where records go. */
interface RecordSink {
  /**
   * Takes a record, waiting while too many are on their way already. Records of one key keep their
   * order.
   *
   * @throws NotAcknowledgedException where an earlier record could not be delivered
   * @throws InterruptedException where the wait was interrupted
   */
  void accept(Outgoing record) throws InterruptedException;

  /**
   * Waits until everything taken so far has arrived, and takes no more.
   *
   * @throws NotAcknowledgedException where something could not be delivered
   * @throws InterruptedException where the wait was interrupted
   */
  void finish() throws InterruptedException;

  /** Gives up sooner from now on: somebody waits for the program's end. */
  void hurry();

  /** What happened so far. */
  Delivery delivery();
}
